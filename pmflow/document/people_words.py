"""Words that look like a name where they stand (capitals, brackets) and are none; and words that say that there is nobody.

Used only to refuse: what is left is a name because of its shape and place, never because of a list of names.
"""

from __future__ import annotations

NOBODY = frozenset(
    """
    - -- – — ? ?? ??? … ... n/a na none no nil null nobody tbd tba tbc todo unassigned unowned unknown unclear open empty
    anyone someone anybody somebody everyone everybody all volunteer volunteers volunteer? volunteers? volunteers?? xxx
    unclaimed vacant missing pending various us we
    """.split()
) | {
    "no one", "no-one", "not assigned", "not yet assigned", "to be determined", "to be decided", "to be defined",
    "to be assigned", "to be confirmed", "to be named", "needs owner", "needs an owner", "need owner", "owner needed",
    "owner wanted", "no owner", "no assignee", "up for grabs", "whoever", "not set", "not known", "no dri", "t.b.d.",
    "owner tbd", "owner?", "who?", "unassigned yet", "noone", "no-one yet", "nobody yet", "no owner yet", "help wanted",
}  # fmt: skip

TEAM_ENDS = frozenset(
    """
    team squad desk group guild crew chapter tribe department dept division office board committee vendor on-call oncall
    leads manager director officer engineer lead owner rotation
    """.split()
)
"""A phrase that ends so is a team or a role."""

NOT_NAMES = frozenset(
    """
    a an the and or but if in on at to of for with without from by via per as is are be was this that these those it its
    we our us you your they their not no yes all any each every more most less some same other another also only just even
    first second third next last new old now then later maybe optional optionally possible possibly approx about see cf eg ie
    etc incl including excluding except unless until while when where why how what which who whose both either neither than
    so too very still already again once ongoing stretch goal please note nb fyi todo done wip tbd tba
    action actions item items follow followup followups task tasks fix fixes bug bugs issue issues ticket tickets pr prs mr link
    links short long mid near medium term immediate immediately quick wins future past permanent temporary interim
    prevent prevention preventive preventative detect detection mitigate mitigation contain containment harden hardening respond
    response recover recovery repair remediate remediation improve improvement improvements investigate investigation
    process processes people technology technical tooling tools tool documentation docs doc document communication
    communications comms messaging tell training education culture organisation organization organisational organizational
    engineering engineer development developer developers product design support customer customers client clients user users
    partner partners public private internal external general misc miscellaneous other others errata various extra additional
    infra infrastructure platform network networking database databases db storage compute cloud cluster clusters service
    services server servers host hosts node nodes pod pods container containers kubernetes k8s aws gcp azure dns tls ssl cdn
    api apis app apps application applications web website frontend backend mobile client library libraries sdk endpoint
    endpoints gateway proxy load balancer queue queues cache caching worker workers job jobs cron batch scheduler pipeline
    pipelines ci cd build builds release releases deploy deployment deployments rollout rollouts rollback config configuration
    configs change changes management code review reviews test tests testing qa quality security compliance legal finance hr
    audit access auth authentication authorization identity secrets keys certificate certificates monitoring monitor
    observability alert alerts alerting metrics logging logs dashboard dashboards tracing on-call oncall paging escalation
    incident incidents postmortem playbook playbooks runbook runbooks checklist drill drills game day capacity scaling
    performance latency reliability resilience availability redundancy failover backup backups restore disaster data model
    schema migration migrations upgrade upgrades version versions patch patches vendor vendors third-party dependency
    dependencies license licence legacy cleanup clean housekeeping guardrails guardrail limits limit rate timeout timeouts
    retry retries error errors handling validation safety safeguards controls control policy policies governance standards
    priority critical high low urgent severity status owner due date planned open closed pending blocked completed complete
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today tomorrow week weeks
    month months quarter year q1 q2 q3 q4 h1 h2 sprint eod eow asap utc phase stage step part tier level production prod staging
    dev beta alpha canary pilot region regions zone zones europe global local remote read write add update create remove
    delete use make set get run move keep stop start enable disable define ensure introduce implement adopt automate refactor
    rewrite replace publish share schedule plan track report check verify confirm ask agree decide consider explore evaluate
    learn teach warn page extend expand reduce increase lower raise limit split merge separate isolate migrate rotate revoke
    hot warm cold big small full partial known unknown related similar example examples summary impact timeline root cause
    lesson lessons learned background context overview
    """.split()
)
