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
nobody yet, still free, free, who wants it, left over, to be taken, none yet, nobody so far, not yet, not assigned yet,
nobody for now, none so far, to be agreed, to be found, to be appointed, to be nominated, still open, still needed, looking
for one, looking for an owner, owner to be found, owner to be named, we need a volunteer, needs a volunteer, volunteer
wanted, volunteer needed, volunteers wanted, volunteers welcome, someone, ask for volunteers, no taker, no takers, no takers
yet, not taken, free to take, could be you, you, open to all, not decided, undecided, as yet unassigned, without owner,
without an owner, not named, nobody named, not assigned, not known, not set, not yet assigned, owner needed, owner tbd,
owner wanted, to be assigned, to be confirmed, to be decided, to be defined, to be determined, to be named, unassigned yet,
up for grabs
"""
_NOBODY_ABROAD = """
niemand noch_niemand offen unbesetzt n.n. nn n._n. keiner nicht_zugewiesen noch_offen wird_benannt zu_benennen personne
à_définir à_désigner à_nommer non_assigné aucun nadie sin_asignar por_definir por_asignar por_nombrar sin_dueño
sin_responsable ninguém a_definir a_designar sem_dono sem_responsável não_atribuído nessuno da_assegnare da_definire
non_assegnato da_nominare nog_niemand niet_toegewezen ingen ingen_ännu ej_tilldelad ikke_tildelt ei_kukaan avoin nikt brak
nieprzypisany nikdo nepřiřazeno senki yok atanmadı belirsiz 未定 なし 担当者未定 待定 无 未分配 미정 없음 нет никто
не_назначен не_визначено chưa_có belum_ada
"""
_TEAM_ENDS = """
board bureau chapter committee council crew department dept desk director division engineer group guild lead leads manager
office officer on-call oncall owner rotation squad staff team teams tribe unit vendor équipe equipe equipo
"""
_TEAM_STARTS = """
team squad crew équipe equipe equipo equipa tim abteilung gruppe groupe grupo gruppo dept department head director chief
lead afdeling avdelning avdeling osasto dział oddělení ekip ekibi
"""
_NOT_NAMES = """
account accounts admin admins advise agenda aggregator agree airflow analytics android ansible appendix apply argo argocd
arrange assess assign attach audits authenticator autoscaler autoscaling availability avoid bad balance ballot bazel before
bigquery block bring browser bring briefing bucket budget build buy call campaign cap capture cassandra celery centralise
ceph chaos chart charts checkout choose cicd circleci clarify clickhouse clone cloudflare cloudfront cloudwatch collect
compare confluence connect consul contract controller convert copy correct cpu create cross csv cut dag datadog dead
deadline debezium decommission deduplicate deprecate describe desk device devices disk disks display distribute django
docker docs double downstream dynamodb ebs ec2 ecs eks elastic elasticsearch elb email emails encode endpoint enforce enrich
envoy equip escalate estimate etcd etl europe event events examine exercise expose express fail failure failures feature
features file files finish firewall firmware flag flags flink form forward fastly frontend ftp full functions gather
generate git github gitlab give go gke grafana graph graphite grpc hadoop haproxy hardware hashicorp have helm help helpdesk
hide hire hive hold homepage hooks html http https hue ios istio import in index indexer indices inform ingest ingestion
ingress insert install instance instances interface introduce inventory investigate iptables isolate istio jaeger java jdbc
jira join json jvm kafka keep kernel keycloak kibana kinesis know kube kubernetes label labels lambda language latency
launch lead legal lessons library license limit limits linkerd linux list load locale lock locks logging login logs logstash
loki lower mail mailing make map maps mariadb marketing measure memcached memory merge message messages metric metrics
migrate migration migrations minio mirror mobile mongo mongodb monitor monitors mount move mqtt mute mysql name nagios nat
netflix network networking nginx nodes notification notifications ntp number oauth observe offer offline openshift operate
operations opsgenie option options oracle order orders os outage output own package packages pagerduty parse parser password
passwords paste pause pay payment payments payroll permission permissions pick pin ping pods policy poll pool pools port
ports post postgres postgresql practise prepare presto print printer printers probe probes prometheus promote proto protect
provide provider proxies pull pulsar pulumi purge push put python query quorum rabbitmq radius raid rails ramp rdms rds
react readiness rebalance rebuild receive reconcile record records redesign redis redshift reject remind renew replay
replica replicas replicate report reporting repo reset resolver resource resources respond rest restart retain retention
retire retro return reuse revisit rotate route router routers routing rules rust s3 safe sales schedule script scripts
search secret segment send sentry separate serve session sessions settle shard sharding ship show shrink shut signin
simulate site size slack sla slo slos smoke snapshot snapshots snowflake soak spark splunk spread sql sqlite stand
standardise standardize start store strengthen stripe subscribe supplier suppliers swap switch switches sync synthetic table
tables tabletop tag take terraform thank think threshold thresholds throttle thanos tidy timebox timers tls together token
tokens topic topics tracer traefik trace traffic train transition translate trial trigger trim trino try turn twilio ui
unify unit upload uploads use ux vacuum validate vault view virtual vip vm vms volume volumes vpn wait walk warehouse watch
water web webhook webhooks wifi windows wire wiki work workflow workflows wrap zabbix zendesk zookeeper africa asia america
americas brussels dublin frankfurt singapore tokyo east alarme alarmas alarmes überwachung dokumentation betrieb prozess
processus proceso técnico technik kommunikation a about access action actions add additional adopt again agree alert
alerting alerts all alpha already also an and another any api apis app application applications approx apps apr april are as
asap ask at audit aug august auth authentication authorization automate availability aws azure backend background backup
backups balancer batch be beta big blocked both bug bugs build builds but by cache caching canary capacity cause cd cdn
certificate certificates cf change changes check checklist ci clean cleanup client clients closed cloud cluster clusters
code cold comms communication communications complete completed compliance compute config configs configuration confirm
consider contain container containers containment context control controls create critical cron culture customer customers
dashboard dashboards data database databases date day db dec december decide define delete dependencies dependency deploy
deployment deployments design detect detection dev developer developers development disable disaster dns doc docs document
documentation done drill drills due each education eg either enable endpoint endpoints engineer engineering ensure eod eow
errata error errors escalation etc europe evaluate even every example examples except excluding expand explore extend
external extra failover feb february finance first fix fixes follow followup followups for fri friday from frontend full
future fyi game gateway gcp general get global goal governance guardrail guardrails h1 h2 handling harden hardening high
host hosts hot housekeeping how hr identity ie if immediate immediately impact implement improve improvement improvements in
incident incidents incl including increase infra infrastructure interim internal introduce investigate investigation is
isolate issue issues it item items its jan january job jobs jul july jun june just k8s keep keys known kubernetes last
latency later learn learned legacy legal less lesson lessons level libraries library licence license limit limits link links
load local logging logs long low lower make management mar march may maybe medium merge messaging metrics mid migrate
migration migrations misc miscellaneous mitigate mitigation mobile model mon monday monitor monitoring month months more
most move mr nb near neither network networking new next no node nodes not note nov november now observability oct october
of old on on-call oncall once ongoing only open optional optionally or organisation organisational organization
organizational other others our overview owner page paging part partial partner partners past patch patches pending people
per performance permanent phase pilot pipeline pipelines plan planned platform playbook playbooks please pod pods policies
policy possible possibly postmortem pr prevent preventative prevention preventive priority private process processes prod
product production proxy prs public publish q1 q2 q3 q4 qa quality quarter queue queues quick raise rate read recover
recovery reduce redundancy refactor region regions related release releases reliability remediate remediation remote remove
repair replace report resilience respond response restore retries retry review reviews revoke rewrite rollback rollout
rollouts root rotate run runbook runbooks safeguards safety same sat saturday scaling schedule scheduler schema sdk second
secrets security see sep separate sept september server servers service services set severity share short similar small so
some split sprint ssl stage staging standards start status step still stop storage stretch summary sun sunday support task
tasks tba tbd teach technical technology tell temporary term test testing tests than that the their then these they third
third-party this those thu thursday ticket tickets tier timeline timeout timeouts tls to today todo tomorrow too tool
tooling tools tracing track training tue tuesday unknown unless until update upgrade upgrades urgent us use user users utc
validation various vendor vendors verify version versions very via warm warn was we web website wed wednesday week weeks
what when where which while who whose why wins wip with without worker workers write year yes you your zone zones
"""

NOBODY = (
    frozenset(_NOBODY.split())
    | {phrase.replace("_", " ") for phrase in _NOBODY_ABROAD.split()}
    | {" ".join(phrase.split()) for phrase in _NOBODY_PHRASES.split(",")}
)
DEPARTMENTS = frozenset(
    "hr it qa sre noc soc dba dbas ops legal finance procurement purchasing facilities comms marketing sales security payroll "
    "accounting compliance audit logistics pr cs csm pmo ceo cto cio ciso coo cfo".split()
)
"""Who may "to …" something without being a person: "HR to add it to the form"."""
TEAM_ENDS = frozenset(_TEAM_ENDS.split())
"""A phrase that ends so is a team or a role."""
TEAM_STARTS = frozenset(_TEAM_STARTS.split())
"""A phrase that begins so is a team or a role: "Team Red", "Équipe bases de données", "Head of Support"."""

NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Words of the trade and of every sentence: with one of them, capitals make no name."""
