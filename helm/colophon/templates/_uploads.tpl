{{/* The claim of pictures and attachments; nothing where they are in a bucket or beside the database. */}}
{{- define "colophon.uploads.claim" -}}
{{- if and (eq .Values.uploads.store "dir") (not (include "colophon.singleUser" .)) -}}
{{- $own := printf "%s-uploads" (include "colophon.fullname" .) -}}
{{- default $own .Values.uploads.persistence.existingClaim -}}
{{- end -}}
{{- end }}

{{/* Whether the pods that use the claim must be on one node, and so one after the other. */}}
{{- define "colophon.uploads.oneNode" -}}
{{- $once := eq .Values.uploads.persistence.accessMode "ReadWriteOnce" -}}
{{- if and $once (include "colophon.uploads.claim" .) -}}
true
{{- end -}}
{{- end }}

{{- define "colophon.env.uploads" -}}
- name: UPLOAD_STORE
  value: {{ .Values.uploads.store }}
{{- if eq .Values.uploads.store "dir" }}
- name: UPLOAD_DIR
  value: {{ ternary "/data/uploads" "/uploads" (eq "true" (include "colophon.singleUser" .)) }}
{{- end }}
{{- end }}

{{- define "colophon.uploads.mounts" -}}
{{- if include "colophon.uploads.claim" . }}
- name: uploads
  mountPath: /uploads
{{- end }}
{{- end }}

{{- define "colophon.uploads.volumes" -}}
{{- with include "colophon.uploads.claim" . }}
- name: uploads
  persistentVolumeClaim:
    claimName: {{ . }}
{{- end }}
{{- end }}

{{- define "colophon.checks.uploads" -}}
{{- $uploads := .Values.uploads -}}
{{- if eq $uploads.store "s3" -}}
{{- include "colophon.checks.bucket" . -}}
{{- if $uploads.persistence.existingClaim -}}
{{- fail "uploads.persistence.existingClaim: is a claim that uploads.store s3 does not use" -}}
{{- end -}}
{{- end -}}
{{- if and (include "colophon.uploads.oneNode" .) (gt (include "colophon.mostReplicas" . | int) 1) -}}
{{- fail (printf (print
  "uploads.persistence.accessMode: is ReadWriteOnce, but %s pods would have to share the claim;"
  " set it to ReadWriteMany with a storage class that can, or uploads.store to s3, or replicas to 1")
  (include "colophon.mostReplicas" .)) -}}
{{- end -}}
{{- end }}
