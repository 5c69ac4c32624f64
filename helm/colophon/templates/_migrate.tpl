{{/* The container that changes the schema: in the Job, the hook, and as init container. */}}
{{- define "colophon.migrate.container" -}}
{{- $arguments := list "migrate" -}}
{{- with .Values.migrations.retryFailed -}}
{{- $arguments = append $arguments (printf "--retry-failed=%d" (int .)) -}}
{{- end -}}
{{ include "colophon.container" (list . "migrate" $arguments) }}
env:
  {{- include "colophon.env.common" (list . "1") | nindent 2 }}
  {{- include "colophon.env.database" . | trim | nindent 2 }}
  {{- with include "colophon.env.migrator" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- with include "colophon.env.config" (list . "^(LOG|DB)_") | trim }}
  {{- . | nindent 2 }}
  {{- end }}
resources:
  {{- toYaml .Values.migrations.resources | nindent 2 }}
volumeMounts:
  {{- include "colophon.mounts" . | nindent 2 }}
{{- end }}

{{/*
The whole spec of the Job. A final exit code ends it at once instead of being tried again: 64
command line, 65 checksum, 70 failed migration, 76 newer schema, 77 refused, 78 settings. 75
counts. A pod that a drain takes away does not.
*/}}
{{- define "colophon.migrate.spec" -}}
backoffLimit: {{ int .Values.migrations.backoffLimit }}
activeDeadlineSeconds: {{ int .Values.migrations.activeDeadlineSeconds }}
{{- with .Values.migrations.ttlSecondsAfterFinished }}
ttlSecondsAfterFinished: {{ int . }}
{{- end }}
podFailurePolicy:
  rules:
    - action: Ignore
      onPodConditions:
        - type: DisruptionTarget
          status: "True"
    - action: FailJob
      onExitCodes:
        containerName: migrate
        operator: In
        values: [64, 65, 70, 76, 77, 78]
template:
  metadata:
    labels:
      {{- include "colophon.selector" (list . "migrate") | nindent 6 }}
      {{- with merge (dict) .Values.migrations.podLabels .Values.podLabels }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- with include "colophon.podAnnotations" (list . .Values.migrations.podAnnotations) }}
    {{- . | nindent 4 }}
    {{- end }}
  spec:
    restartPolicy: Never
    terminationGracePeriodSeconds: 60
    {{- include "colophon.pod" . | nindent 4 }}
    containers:
      - {{ include "colophon.migrate.container" . | indent 8 | trim }}
    volumes:
      {{- include "colophon.volumes" . | nindent 6 }}
{{- end }}

{{/*
The hash covers the whole spec, so that no upgrade ever meets "field is immutable", and the image
with it; the revision, so that every upgrade by Helm runs it again; and the attempt, for Argo CD,
which renders no revision. A hook has a fixed name: Helm deletes the former one first.
*/}}
{{- define "colophon.migrate.name" -}}
{{- $base := printf "%s-migrate" (include "colophon.fullname" .) -}}
{{- if eq .Values.migrations.mode "hook" -}}
{{- $base -}}
{{- else -}}
{{- $spec := include "colophon.migrate.spec" . -}}
{{- $content := printf "%s|%v|%v" $spec .Release.Revision (int .Values.migrations.attempt) -}}
{{- printf "%s-%s" $base ($content | sha256sum | trunc 10) -}}
{{- end -}}
{{- end }}
