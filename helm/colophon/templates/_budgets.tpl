{{/*
Seconds. One number, migrations.activeDeadlineSeconds, drives all of them, so they cannot
disagree.
*/}}

{{/* Longest wait for the database server. */}}
{{- define "colophon.databaseWait" -}}
{{- mul .Values.database.waitAttempts .Values.database.waitDelaySeconds -}}
{{- end }}

{{/*
SCHEMA_WAIT_SECONDS: as long as whoever migrates may take. Not when the pod itself has migrated
before; in an emergency the schema may stay behind for good, so nobody waits half an hour to serve
on it.
*/}}
{{- define "colophon.schemaWait" -}}
{{- if has .Values.migrations.mode (list "initContainer" "inProcess") -}}
0
{{- else if not .Values.migrations.strict -}}
{{ min 60 .Values.migrations.activeDeadlineSeconds }}
{{- else -}}
{{ int .Values.migrations.activeDeadlineSeconds }}
{{- end -}}
{{- end }}

{{/* From the start of the container to its end at the startup probe. */}}
{{- define "colophon.startupBudget" -}}
{{- add (include "colophon.databaseWait" .) .Values.migrations.activeDeadlineSeconds 60 -}}
{{- end }}

{{/*
Least progressDeadlineSeconds. An init container that migrates takes its time before the startup
probe.
*/}}
{{- define "colophon.progressBudget" -}}
{{- $budget := add (include "colophon.startupBudget" .) 60 -}}
{{- if eq .Values.migrations.mode "initContainer" -}}
{{- $wait := include "colophon.databaseWait" . -}}
{{- $budget = add $budget $wait .Values.migrations.activeDeadlineSeconds -}}
{{- end -}}
{{- $budget -}}
{{- end }}

{{- define "colophon.progressDeadline" -}}
{{- int (default (include "colophon.progressBudget" .) .Values.progressDeadlineSeconds) -}}
{{- end }}

{{/* Drain, then the grace twice: for requests, and for what follows them. */}}
{{- define "colophon.terminationGrace" -}}
{{- add .Values.shutdown.drainSeconds (mul 2 .Values.shutdown.graceSeconds) 5 -}}
{{- end }}

{{- define "colophon.mostReplicas" -}}
{{- int (ternary .Values.autoscaling.maxReplicas .Values.replicas .Values.autoscaling.enabled) -}}
{{- end }}

{{/* Connections at the worst moment: a rollout has one pod more. */}}
{{- define "colophon.mostConnections" -}}
{{- mul (add (include "colophon.mostReplicas" .) 1) (add .Values.database.poolSize 1) -}}
{{- end }}

{{/* What helm's --timeout must be at least. */}}
{{- define "colophon.helmTimeout" -}}
{{- add (include "colophon.progressDeadline" .) (mul 15 (include "colophon.mostReplicas" .)) -}}
{{- end }}
