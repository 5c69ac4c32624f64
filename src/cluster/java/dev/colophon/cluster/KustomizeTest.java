package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.TestImages.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The plain manifests, as k8s/README.md tells to use them. */
@Tag("cluster")
@Timeout(240)
class KustomizeTest {

    @Test
    void another_tag_in_an_overlay_rolls_out_and_migrates() throws Exception {
        try (var namespace = TestNamespace.withDatabase("kustomize")) {
            namespace.kubectl(
                    "create", "secret", "generic", "colophon", "--from-literal=secret-key=" + TestNamespace.SECRET_KEY);
            namespace.kubectl(
                    "create",
                    "secret",
                    "generic",
                    "colophon-database",
                    "--from-literal=host=database",
                    "--from-literal=port=5432",
                    "--from-literal=dbname=colophon",
                    "--from-literal=username=colophon",
                    "--from-literal=password=" + TestImages.PASSWORD);

            apply(namespace, Version.BEFORE);
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel());
            apply(namespace, Version.CURRENT);
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 1);
            assertThat(namespace.kubectl("get", "deployment", "colophon", "-o", "jsonpath={..image}"))
                    .contains(TestImages.REPOSITORY + ":" + Version.CURRENT.tag);
        }
    }

    private static void apply(TestNamespace namespace, Version version) throws IOException {
        Path overlay = Files.createDirectories(Path.of("target", "kustomize-overlay"));
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: %s
                resources:
                  - ../../k8s/production
                images:
                  - name: ghcr.io/colophon/colophon
                    newName: %s
                    newTag: "%s"
                """.formatted(
                        namespace.name(), TestImages.REPOSITORY, version.tag));
        namespace.kubectl("apply", "-k", overlay.toString());
        namespace.kubectl("rollout", "status", "deployment/colophon", "--timeout=80s");
    }
}
