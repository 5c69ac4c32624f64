{{/* Whether the pods that serve see the archives: to tell of them, and single-user to make them. */}}
{{- define "colophon.backup.seen" -}}
{{- $backup := .Values.backup -}}
{{- $shared := eq $backup.persistence.accessMode "ReadWriteMany" -}}
{{- if include "colophon.singleUser" . -}}
true
{{- else if and $backup.enabled (or (eq $backup.store "s3") $shared) -}}
true
{{- end -}}
{{- end }}

{{- define "colophon.backup.claim" -}}
{{- $own := printf "%s-backups" (include "colophon.fullname" .) -}}
{{- default $own .Values.backup.persistence.existingClaim -}}
{{- end }}

{{/* The port of the S3 endpoint. */}}
{{- define "colophon.backup.port" -}}
{{- include "colophon.portOf" (default "https://amazonaws.com" .Values.backup.s3.endpoint) -}}
{{- end }}

{{/* The port of a URL. */}}
{{- define "colophon.portOf" -}}
{{- $usual := ternary "80" "443" (hasPrefix "http://" .) -}}
{{- default $usual (regexFind ":[0-9]+$" (get (urlParse .) "host") | trimPrefix ":") -}}
{{- end }}

{{/* Where archives are, for whoever makes or lists them. */}}
{{- define "colophon.env.backup" -}}
{{- $backup := .Values.backup -}}
- name: BACKUP_STORE
  value: {{ $backup.store }}
{{- if eq $backup.store "dir" }}
- name: BACKUP_DIR
  value: {{ ternary "/backups" "/data/backups" $backup.persistence.enabled }}
{{- end }}
{{- end }}

{{/* Whether the pods that serve use the bucket, for archives or for files of readers. */}}
{{- define "colophon.bucket.used" -}}
{{- $archives := and (eq .Values.backup.store "s3") (include "colophon.backup.seen" .) -}}
{{- if or $archives (eq .Values.uploads.store "s3") -}}
true
{{- end -}}
{{- end }}

{{/* The bucket, for whoever uses it. */}}
{{- define "colophon.env.bucket" -}}
{{- $backup := .Values.backup -}}
{{- $s3 := $backup.s3 -}}
{{- if include "colophon.bucket.used" . }}
- name: S3_BUCKET
  value: {{ $s3.bucket | quote }}
{{- include "colophon.keyOrValue" (list "S3_ENDPOINT" "" "" $s3.endpoint) }}
{{- include "colophon.keyOrValue" (list "S3_REGION" "" "" $s3.region) }}
{{- include "colophon.keyOrValue" (list "S3_PREFIX" "" "" $s3.prefix) }}
{{- if not (kindIs "invalid" $s3.pathStyle) }}
- name: S3_PATH_STYLE
  value: {{ ternary "1" "0" $s3.pathStyle | quote }}
{{- end }}
{{- $secret := $backup.existingSecret -}}
{{- include "colophon.keyOrValue" (list "S3_ACCESS_KEY" $secret $backup.secretKeys.s3AccessKey "") }}
{{- include "colophon.keyOrValue" (list "S3_SECRET_KEY" $secret $backup.secretKeys.s3SecretKey "") }}
{{- end }}
{{- end }}

{{/* What only whoever makes archives needs to know. */}}
{{- define "colophon.env.backup.making" -}}
{{- $backup := .Values.backup -}}
{{- $secret := $backup.existingSecret -}}
- name: BACKUP_KEEP
  value: {{ int $backup.keep | quote }}
- name: BACKUP_SCRATCH_DIR
  value: /scratch
{{- if include "colophon.singleUser" . }}
- name: BACKUP_SCHEDULE
  value: {{ $backup.schedule | quote }}
{{- end }}
{{- include "colophon.keyOrValue"
  (list "BACKUP_RECIPIENTS" "" "" (join "," $backup.recipients)) }}
{{- include "colophon.keyOrValue" (list "BACKUP_IDENTITY" $secret $backup.secretKeys.identity "") }}
{{- include "colophon.keyOrValue"
  (list "BACKUP_NOTIFY_URL" $secret $backup.secretKeys.notifyUrl "") }}
{{- include "colophon.keyOrValue"
  (list "BACKUP_NOTIFY_SECRET" $secret $backup.secretKeys.notifySecret "") }}
{{- end }}

{{/* The claim of the archives; nothing when they are elsewhere. Takes (list context readOnly). */}}
{{- define "colophon.backup.mounts" -}}
{{- if (index . 0).Values.backup.persistence.enabled }}
- name: backups
  mountPath: /backups
  {{- if index . 1 }}
  readOnly: true
  {{- end }}
{{- end }}
{{- end }}

{{- define "colophon.backup.volumes" -}}
{{- if .Values.backup.persistence.enabled }}
- name: backups
  persistentVolumeClaim:
    claimName: {{ include "colophon.backup.claim" . }}
{{- end }}
{{- end }}

{{/* Working files, which may grow as large as the database. */}}
{{- define "colophon.backup.scratch" -}}
- name: scratch
  emptyDir:
    sizeLimit: {{ .Values.backup.scratchSizeLimit }}
{{- end }}
