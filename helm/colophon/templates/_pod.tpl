{{/* What every pod has: Pod Security "restricted", no token, no variables of other Services. */}}
{{- define "colophon.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- with .Values.runAsUser }}
  runAsUser: {{ int . }}
  runAsGroup: {{ int . }}
  fsGroup: {{ int . }}
  fsGroupChangePolicy: OnRootMismatch
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/* What every container has. Takes (list context name arguments). */}}
{{- define "colophon.container" -}}
{{- $context := index . 0 -}}
name: {{ index . 1 }}
image: {{ include "colophon.image" $context | quote }}
imagePullPolicy: {{ $context.Values.image.pullPolicy }}
args: {{ toJson (index . 2) }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{- define "colophon.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if include "colophon.singleUser" . }}
- name: data
  mountPath: /data
{{- else if .Values.database.ssl.caSecret }}
- name: database-ca
  mountPath: /etc/colophon
  readOnly: true
{{- end }}
{{- end }}

{{- define "colophon.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 1Gi
{{- if include "colophon.singleUser" . }}
- name: data
  persistentVolumeClaim:
    claimName: {{ include "colophon.claim" . }}
{{- else if .Values.database.ssl.caSecret }}
- name: database-ca
  secret:
    secretName: {{ .Values.database.ssl.caSecret }}
    items:
      - key: {{ .Values.database.ssl.caKey }}
        path: database-ca.crt
{{- end }}
{{- end }}

{{/* Annotations of a pod template. Takes (list context more). */}}
{{- define "colophon.podAnnotations" -}}
{{- $values := (index . 0).Values -}}
{{- $annotations := merge (dict) $values.podAnnotations (index . 1) -}}
{{- if or (not $values.migrations.strict) $values.migrations.schemaGateOverride -}}
{{- $_ := set $annotations "colophon.dev/emergency-reason" $values.migrations.emergencyReason -}}
{{- end -}}
{{- with $annotations -}}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
