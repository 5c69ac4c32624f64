{{/*
What the schema cannot say: sums, and combinations whose message has to name a remedy. The first
that is broken ends the rendering.
*/}}
{{- define "colophon.checks" -}}
{{- include "colophon.checks.required" . -}}
{{- if not (include "colophon.singleUser" .) -}}
{{- include "colophon.checks.database" . -}}
{{- end -}}
{{- include "colophon.checks.migrations" . -}}
{{- include "colophon.checks.budgets" . -}}
{{- include "colophon.checks.backup" . -}}
{{- include "colophon.checks.uploads" . -}}
{{- include "colophon.checks.monitoring" . -}}
{{- include "colophon.checks.extraEnv" . -}}
{{- end }}

{{- define "colophon.checks.required" -}}
{{- if not .Values.hosts -}}
{{- fail (print
  "hosts: must name at least one host, such as books.example; requests with another one"
  " are refused") -}}
{{- end -}}
{{- $key := .Values.secretKey -}}
{{- if not (or $key.existingSecret $key.value) -}}
{{- fail (print
  "secretKey.existingSecret: must name the Secret with the signing key (or give "
  "secretKey.value); make one: kubectl create secret generic colophon --from-"
  "literal=secret-key=$(openssl rand -base64 48)") -}}
{{- end -}}
{{- if and $key.existingSecret $key.value -}}
{{- fail "secretKey.value: stands beside secretKey.existingSecret; remove one of them" -}}
{{- end -}}
{{- if and $key.previousKey (not $key.existingSecret) -}}
{{- fail "secretKey.previousKey: names a key of secretKey.existingSecret, which is not set" -}}
{{- end -}}
{{- end }}

{{- define "colophon.checks.database" -}}
{{- $db := .Values.database -}}
{{- if not (or $db.existingSecret $db.password) -}}
{{- fail (print
  "database.existingSecret: must name the Secret with the password (or give "
  "database.password)") -}}
{{- end -}}
{{- if and $db.existingSecret $db.password -}}
{{- fail "database.password: stands beside database.existingSecret; remove one of them" -}}
{{- end -}}
{{- range list "username" "host" "port" "name" "uri" -}}
{{- if and (get $db.secretKeys .) (not $db.existingSecret) -}}
{{- fail (printf
  "database.secretKeys.%s: names a key of database.existingSecret, which is not set"
  .) -}}
{{- end -}}
{{- end -}}
{{- if not (or $db.host $db.secretKeys.host $db.secretKeys.uri) -}}
{{- fail (print
  "database.host: must name the PostgreSQL server (or database.secretKeys.host the key "
  "that does)") -}}
{{- end -}}
{{- if and $db.secretKeys.uri (or $db.host $db.ssl.mode $db.ssl.caSecret) -}}
{{- fail (print
  "database.secretKeys.uri: the URL says it all; remove database.host and database.ssl,"
  " or the URL") -}}
{{- end -}}
{{- $migrator := $db.migrator -}}
{{- if and $migrator.existingSecret $migrator.password -}}
{{- fail (print
  "database.migrator.password: stands beside database.migrator.existingSecret; remove "
  "one of them") -}}
{{- end -}}
{{- if and $migrator.user (not (or $migrator.existingSecret $migrator.password)) -}}
{{- fail (print
  "database.migrator.user: needs database.migrator.existingSecret or "
  "database.migrator.password") -}}
{{- end -}}
{{- range list "username" "host" "port" -}}
{{- if and (get $migrator.secretKeys .) (not $migrator.existingSecret) -}}
{{- fail (printf (print
  "database.migrator.secretKeys.%s: names a key of database.migrator.existingSecret, "
  "which is not set")
  .) -}}
{{- end -}}
{{- end -}}
{{- $most := include "colophon.mostConnections" . | int -}}
{{- if gt $most (int $db.connectionBudget) -}}
{{- fail (printf (print
  "database.connectionBudget: is %d, but (%s pods + 1 during a rollout) x "
  "(database.poolSize %d + 1) are %d connections; lower replicas, "
  "autoscaling.maxReplicas or database.poolSize, or let the server take more")
  (int $db.connectionBudget) (include "colophon.mostReplicas" .) (int $db.poolSize) $most) -}}
{{- end -}}
{{- if .Values.autoscaling.enabled -}}
{{- if not (dig "requests" "cpu" "" .Values.resources) -}}
{{- fail "autoscaling.enabled: needs resources.requests.cpu, of which the use is measured" -}}
{{- end -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail "autoscaling.minReplicas: must be at most autoscaling.maxReplicas" -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "colophon.checks.migrations" -}}
{{- $migrations := .Values.migrations -}}
{{- if and (eq $migrations.mode "hook") .Values.database.migrator.password -}}
{{- fail (print
  "database.migrator.password: with migrations.mode hook the Job runs before the "
  "chart's Secret exists; use database.migrator.existingSecret") -}}
{{- end -}}
{{- if and $migrations.retryFailed (not (has $migrations.mode (list "job" "hook"))) -}}
{{- fail (printf (print
  "migrations.retryFailed: needs migrations.mode job or hook; with %s run colophon "
  "migrate --retry-failed yourself")
  $migrations.mode) -}}
{{- end -}}
{{- end }}

{{- define "colophon.checks.budgets" -}}
{{- $wait := include "colophon.databaseWait" . | int -}}
{{- $deadline := int .Values.migrations.activeDeadlineSeconds -}}
{{- if le $deadline $wait -}}
{{- fail (printf (print
  "migrations.activeDeadlineSeconds: is %d, but waiting for the database alone may take"
  " %d (database.waitAttempts x database.waitDelaySeconds); raise it")
  $deadline $wait) -}}
{{- end -}}
{{- $least := include "colophon.progressBudget" . | int -}}
{{- with .Values.progressDeadlineSeconds -}}
{{- if lt (int .) $least -}}
{{- fail (printf (print
  "progressDeadlineSeconds: is %d, but a rollout whose migration takes "
  "migrations.activeDeadlineSeconds needs %d; raise it or leave it out")
  (int .) $least) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "colophon.checks.backup" -}}
{{- $backup := .Values.backup -}}
{{- $single := include "colophon.singleUser" . -}}
{{- if and $backup.enabled $single -}}
{{- fail (print
  "backup.enabled: makes a CronJob for PostgreSQL; with profile single-user the program "
  "backs up by itself at backup.schedule, to its claim or to S3: leave it false") -}}
{{- end -}}
{{- if and $backup.enabled (eq $backup.schedule "none") -}}
{{- fail "backup.schedule: is none; a CronJob needs a time, such as '0 2,14 * * *'" -}}
{{- end -}}
{{- if and $backup.enabled (eq $backup.store "dir") (not $backup.persistence.enabled) -}}
{{- fail (print
  "backup.persistence.enabled: must be true with backup.store dir, or the backups end "
  "with their pod; or set backup.store to s3") -}}
{{- end -}}
{{- if and $backup.persistence.enabled (eq $backup.store "s3") -}}
{{- fail "backup.persistence.enabled: makes a claim that backup.store s3 does not use" -}}
{{- end -}}
{{- if and $backup.persistence.enabled (not (or $backup.enabled $single)) -}}
{{- fail "backup.persistence.enabled: makes a claim for backups; set backup.enabled, too" -}}
{{- end -}}
{{- if and (eq $backup.store "s3") (or $backup.enabled $single) -}}
{{- include "colophon.checks.bucket" . -}}
{{- end -}}
{{- range list "identity" "notifyUrl" "notifySecret" -}}
{{- if and (get $backup.secretKeys .) (not $backup.existingSecret) -}}
{{- fail (printf
  "backup.secretKeys.%s: names a key of backup.existingSecret, which is not set"
  .) -}}
{{- end -}}
{{- end -}}
{{- if and $backup.secretKeys.notifyUrl (not $backup.secretKeys.notifySecret) -}}
{{- fail "backup.secretKeys.notifySecret: must name the key that signs what notifyUrl gets" -}}
{{- end -}}
{{- end }}

{{- define "colophon.checks.monitoring" -}}
{{- $monitoring := .Values.monitoring -}}
{{- range $name, $key := $monitoring.secretKeys -}}
{{- if and $key (not $monitoring.existingSecret) -}}
{{- fail (printf
  "monitoring.secretKeys.%s: names a key of monitoring.existingSecret, which is not set"
  $name) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "colophon.checks.bucket" -}}
{{- $backup := .Values.backup -}}
{{- if not $backup.s3.bucket -}}
{{- fail "backup.s3.bucket: must name the bucket" -}}
{{- end -}}
{{- if not $backup.existingSecret -}}
{{- fail (print
  "backup.existingSecret: must name the Secret with the keys of the bucket; make one: "
  "kubectl create secret generic colophon-backup --from-literal=s3-access-key=… "
  "--from-literal=s3-secret-key=…") -}}
{{- end -}}
{{- end }}

{{/*
Names that the chart may set in some container; `config` and `extraEnv` must not repeat them.
*/}}
{{- define "colophon.ownNames" -}}
APP_PROFILE PORT MANAGEMENT_PORT RUN_MIGRATIONS MIGRATIONS_STRICT MIGRATIONS_EMERGENCY_REASON
SCHEMA_GATE_OVERRIDE SCHEMA_WAIT_SECONDS STATIC_ROOT SHUTDOWN_DRAIN_SECONDS SHUTDOWN_GRACE_SECONDS
ALLOWED_HOSTS CORS_ALLOWED_ORIGINS CSRF_TRUSTED_ORIGINS SECRET_KEY SECRET_KEY_PREVIOUS
GOOGLE_BOOKS_API_KEY OIDC_CLIENT_SECRET SENTRY_DSN OTEL_EXPORTER_OTLP_HEADERS
DATABASE_URL SQLITE_PATH DB_POOL_SIZE DB_WAIT_ATTEMPTS DB_WAIT_DELAY_SECONDS
POSTGRES_HOST POSTGRES_PORT POSTGRES_DB POSTGRES_USER POSTGRES_PASSWORD
POSTGRES_SSLMODE POSTGRES_SSLROOTCERT POSTGRES_MIGRATOR_HOST POSTGRES_MIGRATOR_PORT
POSTGRES_MIGRATOR_USER POSTGRES_MIGRATOR_PASSWORD
BACKUP_STORE BACKUP_DIR BACKUP_KEEP BACKUP_SCHEDULE BACKUP_RECIPIENTS BACKUP_IDENTITY
BACKUP_SCRATCH_DIR BACKUP_NOTIFY_URL BACKUP_NOTIFY_SECRET
UPLOAD_STORE UPLOAD_DIR
S3_ENDPOINT S3_REGION S3_BUCKET S3_PREFIX S3_ACCESS_KEY S3_SECRET_KEY S3_PATH_STYLE
{{- end }}

{{/*
Helm 3 would deploy a name that is there twice, Helm 4 refuse it: neither tells which one counts.
*/}}
{{- define "colophon.checks.extraEnv" -}}
{{- $own := concat (regexSplit "\\s+" (include "colophon.ownNames" .) -1) (keys .Values.config) -}}
{{- $seen := list -}}
{{- range .Values.extraEnv -}}
{{- if has (trimSuffix "_FILE" .name) $own -}}
{{- fail (printf "extraEnv: %s is set by the chart; use the chart's own key for it" .name) -}}
{{- end -}}
{{- if has .name $seen -}}
{{- fail (printf "extraEnv: %s is there twice" .name) -}}
{{- end -}}
{{- $seen = append $seen .name -}}
{{- end -}}
{{- end }}
