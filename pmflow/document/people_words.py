"""Words that look like a name where they stand (capitals, brackets) and are none; and words that say that there is
nobody.

Used only to refuse: what is left is a name because of its shape and place, never because of a list of names.
"""

from __future__ import annotations

_NOBODY = """
- -- ... ? ?? ??? all anybody anyone empty everybody everyone missing n/a na nil no no-one nobody none noone null open
owner? pending somebody someone t.b.d. tba tbc tbd todo unassigned unclaimed unclear unknown unowned us vacant various
volunteer volunteer? volunteers volunteers? volunteers?? we who? whoever xxx – — …
"""
_NOBODY_PHRASES = """
help wanted, need owner, needs an owner, needs owner, no assignee, no dri, no one, no owner, no owner yet, no-one yet,
nobody yet, not assigned, not known, not set, not yet assigned, owner needed, owner tbd, owner wanted, to be assigned,
to be confirmed, to be decided, to be defined, to be determined, to be named, unassigned yet, up for grabs
"""
_TEAM_ENDS = """
board chapter committee crew department dept desk director division engineer group guild lead leads manager office
officer on-call oncall owner rotation squad team tribe vendor
"""
_NOT_NAMES = """
a about access action actions add additional adopt again agree alert alerting alerts all alpha already also an and
another any api apis app application applications approx apps apr april are as asap ask at audit aug august auth
authentication authorization automate availability aws azure backend background backup backups balancer batch be beta
big blocked both bug bugs build builds but by cache caching canary capacity cause cd cdn certificate certificates cf
change changes check checklist ci clean cleanup client clients closed cloud cluster clusters code cold comms
communication communications complete completed compliance compute config configs configuration confirm consider
contain container containers containment context control controls create critical cron culture customer customers
dashboard dashboards data database databases date day db dec december decide define delete dependencies dependency
deploy deployment deployments design detect detection dev developer developers development disable disaster dns doc
docs document documentation done drill drills due each education eg either enable endpoint endpoints engineer
engineering ensure eod eow errata error errors escalation etc europe evaluate even every example examples except
excluding expand explore extend external extra failover feb february finance first fix fixes follow followup followups
for fri friday from frontend full future fyi game gateway gcp general get global goal governance guardrail guardrails
h1 h2 handling harden hardening high host hosts hot housekeeping how hr identity ie if immediate immediately impact
implement improve improvement improvements in incident incidents incl including increase infra infrastructure interim
internal introduce investigate investigation is isolate issue issues it item items its jan january job jobs jul july
jun june just k8s keep keys known kubernetes last latency later learn learned legacy legal less lesson lessons level
libraries library licence license limit limits link links load local logging logs long low lower make management mar
march may maybe medium merge messaging metrics mid migrate migration migrations misc miscellaneous mitigate mitigation
mobile model mon monday monitor monitoring month months more most move mr nb near neither network networking new next
no node nodes not note nov november now observability oct october of old on on-call oncall once ongoing only open
optional optionally or organisation organisational organization organizational other others our overview owner page
paging part partial partner partners past patch patches pending people per performance permanent phase pilot pipeline
pipelines plan planned platform playbook playbooks please pod pods policies policy possible possibly postmortem pr
prevent preventative prevention preventive priority private process processes prod product production proxy prs public
publish q1 q2 q3 q4 qa quality quarter queue queues quick raise rate read recover recovery reduce redundancy refactor
region regions related release releases reliability remediate remediation remote remove repair replace report
resilience respond response restore retries retry review reviews revoke rewrite rollback rollout rollouts root rotate
run runbook runbooks safeguards safety same sat saturday scaling schedule scheduler schema sdk second secrets security
see sep separate sept september server servers service services set severity share short similar small so some split
sprint ssl stage staging standards start status step still stop storage stretch summary sun sunday support task tasks
tba tbd teach technical technology tell temporary term test testing tests than that the their then these they third
third-party this those thu thursday ticket tickets tier timeline timeout timeouts tls to today todo tomorrow too tool
tooling tools tracing track training tue tuesday unknown unless until update upgrade upgrades urgent us use user users
utc validation various vendor vendors verify version versions very via warm warn was we web website wed wednesday week
weeks what when where which while who whose why wins wip with without worker workers write year yes you your zone
zones
"""

NOBODY = frozenset(_NOBODY.split()) | {" ".join(phrase.split()) for phrase in _NOBODY_PHRASES.split(",")}
TEAM_ENDS = frozenset(_TEAM_ENDS.split())
"""A phrase that ends so is a team or a role."""

NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Words of the trade and of every sentence: with one of them, capitals make no name."""
