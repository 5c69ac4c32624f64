{{/* Helm reads numbers of files as floating point: 67108864 would become 6.7108864e+07. */}}
{{- define "colophon.text" -}}
{{- if kindIs "float64" . }}{{ printf "%.0f" . }}{{ else }}{{ . }}{{ end -}}
{{- end }}

{{/* Where a secret is. Takes (list context existingSecret key keyInOurSecret). */}}
{{- define "colophon.secretRef" -}}
valueFrom:
  secretKeyRef:
    name: {{ default (include "colophon.fullname" (index . 0)) (index . 1) }}
    key: {{ ternary (index . 2) (index . 3) (ne "" (index . 1)) }}
{{- end }}

{{/*
A value, or a key of a Secret that has it. Takes (list name secret key value); nothing when both
are empty.
*/}}
{{- define "colophon.keyOrValue" -}}
{{- if index . 2 }}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- else if index . 3 }}
- name: {{ index . 0 }}
  value: {{ include "colophon.text" (index . 3) | quote }}
{{- end }}
{{- end }}

{{/* Every container: the profile and the switches. Takes (list context runMigrations). */}}
{{- define "colophon.env.common" -}}
{{- $values := (index . 0).Values -}}
- name: APP_PROFILE
  value: {{ $values.profile }}
- name: RUN_MIGRATIONS
  value: {{ index . 1 | quote }}
- name: MIGRATIONS_STRICT
  value: {{ ternary "1" "0" $values.migrations.strict | quote }}
- name: SCHEMA_GATE_OVERRIDE
  value: {{ ternary "1" "0" $values.migrations.schemaGateOverride | quote }}
{{- if or (not $values.migrations.strict) $values.migrations.schemaGateOverride }}
- name: MIGRATIONS_EMERGENCY_REASON
  value: {{ $values.migrations.emergencyReason | quote }}
{{- end }}
{{- end }}

{{- define "colophon.env.database" -}}
{{- $db := .Values.database -}}
{{- $secret := $db.existingSecret -}}
{{- $keys := $db.secretKeys -}}
{{- if include "colophon.singleUser" . }}
- name: SQLITE_PATH
  value: /data/colophon.sqlite3
{{- else if $keys.uri }}
{{- include "colophon.keyOrValue" (list "DATABASE_URL" $secret $keys.uri "") }}
{{- else }}
{{- include "colophon.keyOrValue" (list "POSTGRES_HOST" $secret $keys.host $db.host) }}
{{- include "colophon.keyOrValue" (list "POSTGRES_PORT" $secret $keys.port $db.port) }}
{{- include "colophon.keyOrValue" (list "POSTGRES_DB" $secret $keys.name $db.name) }}
{{- include "colophon.keyOrValue" (list "POSTGRES_USER" $secret $keys.username $db.user) }}
- name: POSTGRES_PASSWORD
  {{- include "colophon.secretRef" (list . $secret $keys.password "database-password")
    | nindent 2 }}
{{- include "colophon.keyOrValue" (list "POSTGRES_SSLMODE" "" "" $db.ssl.mode) }}
{{- if $db.ssl.caSecret }}
- name: POSTGRES_SSLROOTCERT
  value: /etc/colophon/database-ca.crt
{{- end }}
{{- end }}
- name: DB_POOL_SIZE
  value: {{ int $db.poolSize | quote }}
- name: DB_WAIT_ATTEMPTS
  value: {{ int $db.waitAttempts | quote }}
- name: DB_WAIT_DELAY_SECONDS
  value: {{ int $db.waitDelaySeconds | quote }}
{{- end }}

{{/* Only where the schema is changed: pods that serve never hold these rights. */}}
{{- define "colophon.env.migrator" -}}
{{- $migrator := .Values.database.migrator -}}
{{- $secret := $migrator.existingSecret -}}
{{- $keys := $migrator.secretKeys -}}
{{- include "colophon.keyOrValue"
  (list "POSTGRES_MIGRATOR_HOST" $secret $keys.host $migrator.host) }}
{{- include "colophon.keyOrValue"
  (list "POSTGRES_MIGRATOR_PORT" $secret $keys.port $migrator.port) }}
{{- include "colophon.keyOrValue"
  (list "POSTGRES_MIGRATOR_USER" $secret $keys.username $migrator.user) }}
{{- if or $secret $migrator.password }}
- name: POSTGRES_MIGRATOR_PASSWORD
  {{- include "colophon.secretRef" (list . $secret $keys.password "migrator-password")
    | nindent 2 }}
{{- end }}
{{- end }}

{{- define "colophon.env.web" -}}
{{- $key := .Values.secretKey -}}
- name: PORT
  value: "8000"
- name: MANAGEMENT_PORT
  value: "8001"
- name: SCHEMA_WAIT_SECONDS
  value: {{ include "colophon.schemaWait" . | quote }}
- name: STATIC_ROOT
  value: /static
- name: SHUTDOWN_DRAIN_SECONDS
  value: {{ int .Values.shutdown.drainSeconds | quote }}
- name: SHUTDOWN_GRACE_SECONDS
  value: {{ int .Values.shutdown.graceSeconds | quote }}
- name: ALLOWED_HOSTS
  value: {{ join "," .Values.hosts | quote }}
{{ include "colophon.env.secretKey" . }}
{{- include "colophon.keyOrValue"
  (list "SECRET_KEY_PREVIOUS" $key.existingSecret $key.previousKey "") }}
{{- with .Values.lookups }}
{{- include "colophon.keyOrValue"
  (list "GOOGLE_BOOKS_API_KEY" .existingSecret (ternary "" .key (empty .existingSecret)) "") }}
{{- end }}
{{- with .Values.oidc }}
{{- include "colophon.keyOrValue"
  (list "OIDC_CLIENT_SECRET" .existingSecret (ternary "" .key (empty .existingSecret)) "") }}
{{- end }}
{{- with .Values.monitoring }}
{{- include "colophon.keyOrValue" (list "SENTRY_DSN" .existingSecret .secretKeys.sentryDsn "") }}
{{- include "colophon.keyOrValue"
  (list "OTEL_EXPORTER_OTLP_HEADERS" .existingSecret .secretKeys.otlpHeaders "") }}
{{- end }}
{{- end }}

{{- define "colophon.env.secretKey" -}}
{{- $key := .Values.secretKey -}}
- name: SECRET_KEY
  {{- include "colophon.secretRef" (list . $key.existingSecret $key.key "secret-key") | nindent 2 }}
{{- end }}

{{/* Production wants both origins written out; none means: only the site's own pages. */}}
{{- define "colophon.config" -}}
{{- $origins := dict "CORS_ALLOWED_ORIGINS" "none" "CSRF_TRUSTED_ORIGINS" "none" -}}
{{- merge (dict) .Values.config $origins | toYaml -}}
{{- end }}

{{/*
`config`, and `extraEnv`. Takes (list context pattern): only names that match, so that a setting
of the web pods alone does not run the Job again.
*/}}
{{- define "colophon.env.config" -}}
{{- $pattern := index . 1 -}}
{{- range $name, $value := include "colophon.config" (index . 0) | fromYaml }}
{{- if regexMatch $pattern $name }}
- name: {{ $name }}
  value: {{ include "colophon.text" $value | quote }}
{{- end }}
{{- end }}
{{- with (index . 0).Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
