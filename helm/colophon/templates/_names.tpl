{{/* 44 characters leave room for "-migrate-" and ten of a hash in the 63 of a label. */}}
{{- define "colophon.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $both := printf "%s-%s" .Release.Name $name -}}
{{- $full := ternary .Release.Name $both (contains $name .Release.Name) -}}
{{- default $full .Values.fullnameOverride | trunc 44 | trimSuffix "-" -}}
{{- end }}

{{- define "colophon.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end }}

{{/*
What selects pods: never changes during the life of a release. Takes (list context component).
*/}}
{{- define "colophon.selector" -}}
{{- $context := index . 0 -}}
app.kubernetes.io/name: {{ default $context.Chart.Name $context.Values.nameOverride | trunc 63 }}
app.kubernetes.io/instance: {{ $context.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of an object, not of a pod template: they change with every release of the chart. */}}
{{- define "colophon.labels" -}}
{{- $context := index . 0 -}}
{{ include "colophon.selector" . }}
app.kubernetes.io/version: {{ $context.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $context.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $context.Chart.Name $context.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* name, namespace and labels of an object. Takes (list context component name). */}}
{{- define "colophon.metadata" -}}
name: {{ index . 2 }}
namespace: {{ (index . 0).Release.Namespace }}
labels:
  {{- include "colophon.labels" . | nindent 2 }}
{{- end }}

{{- define "colophon.singleUser" -}}
{{- if eq .Values.profile "single-user" }}true{{ end -}}
{{- end }}

{{- define "colophon.claim" -}}
{{- default (printf "%s-data" (include "colophon.fullname" .)) .Values.persistence.existingClaim -}}
{{- end }}
