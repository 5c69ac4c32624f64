{{/* A probe of the management port, whose answer tells the reasons. Takes the path. */}}
{{- define "colophon.probe" -}}
httpGet:
  path: {{ . }}
  port: management
timeoutSeconds: 2
{{- end }}

{{/* The pod template of the Deployment and of the StatefulSet. */}}
{{- define "colophon.web.template" -}}
metadata:
  labels:
    {{- include "colophon.selector" (list . "web") | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- $annotations := dict }}
  {{- with include "colophon.secret.data" . }}
  {{- $_ := set $annotations "checksum/secret" (sha256sum .) }}
  {{- end }}
  {{- if eq .Values.metrics.scrape "annotations" }}
  {{- $_ := set $annotations "prometheus.io/scrape" "true" }}
  {{- $_ := set $annotations "prometheus.io/port" "8001" }}
  {{- $_ := set $annotations "prometheus.io/path" "/metrics" }}
  {{- end }}
  {{- with include "colophon.podAnnotations" (list . $annotations) }}
  {{- . | nindent 2 }}
  {{- end }}
spec:
  terminationGracePeriodSeconds: {{ include "colophon.terminationGrace" . }}
  {{- include "colophon.pod" . | nindent 2 }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if not (include "colophon.singleUser" .) }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "colophon.selector" (list $ "web") | nindent 10 }}
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
  {{- if eq .Values.migrations.mode "initContainer" }}
  initContainers:
    - {{ include "colophon.migrate.container" . | indent 6 | trim }}
  {{- end }}
  containers:
    - {{ include "colophon.web.container" . | indent 6 | trim }}
  volumes:
    {{- include "colophon.volumes" . | nindent 4 }}
    {{- include "colophon.uploads.volumes" . | indent 4 }}
    - name: static
      emptyDir:
        sizeLimit: 64Mi
    {{- if include "colophon.singleUser" . }}
    {{- include "colophon.backup.scratch" . | nindent 4 }}
    {{- end }}
    {{- if include "colophon.backup.seen" . }}
    {{- include "colophon.backup.volumes" . | indent 4 }}
    {{- end }}
{{- end }}

{{- define "colophon.web.container" -}}
{{- $inProcess := eq .Values.migrations.mode "inProcess" -}}
{{ include "colophon.container" (list . "colophon" (list "serve")) }}
ports:
  - name: http
    containerPort: 8000
  - name: management
    containerPort: 8001
env:
  {{- include "colophon.env.common" (list . (ternary "1" "0" $inProcess)) | nindent 2 }}
  {{- include "colophon.env.database" . | trim | nindent 2 }}
  {{- include "colophon.env.web" . | nindent 2 }}
  {{- include "colophon.env.uploads" . | nindent 2 }}
  {{- if include "colophon.backup.seen" . }}
  {{- include "colophon.env.backup" . | nindent 2 }}
  {{- end }}
  {{- include "colophon.env.bucket" . | indent 2 }}
  {{- if include "colophon.singleUser" . }}
  {{- include "colophon.env.backup.making" . | nindent 2 }}
  {{- end }}
  {{- include "colophon.env.config" (list . ".") | trim | nindent 2 }}
startupProbe:
  {{- include "colophon.probe" "/health/started" | nindent 2 }}
  periodSeconds: 2
  failureThreshold: {{ div (add (include "colophon.startupBudget" .) 1) 2 }}
livenessProbe:
  {{- include "colophon.probe" "/health/live" | nindent 2 }}
  periodSeconds: 10
  failureThreshold: 3
readinessProbe:
  {{- include "colophon.probe" "/health/ready" | nindent 2 }}
  # Off after 6 s: a container that liveness restarts drains for longer than that, so nobody meets it
  # while it is gone (only the removal of a pod takes it out of the Service at once).
  periodSeconds: 3
  failureThreshold: 2
resources:
  {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  {{- include "colophon.mounts" . | nindent 2 }}
  {{- include "colophon.uploads.mounts" . | indent 2 }}
  - name: static
    mountPath: /static
  {{- if include "colophon.singleUser" . }}
  - name: scratch
    mountPath: /scratch
  {{- end }}
  {{- if include "colophon.backup.seen" . }}
  {{- include "colophon.backup.mounts" (list . (not (include "colophon.singleUser" .))) | indent 2 }}
  {{- end }}
{{- end }}
