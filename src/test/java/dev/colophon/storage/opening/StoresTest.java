package dev.colophon.storage.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.S3Settings;
import dev.colophon.testing.ClassPath;
import dev.colophon.testing.S3Server;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
    @TempDir
    Path folder;

    @Test
    void either_store_is_opened() {
        try (BlobStore files = Stores.directory(folder.resolve("blobs"), InstantSource.system());
                BlobStore objects = Stores.s3(S3Server.bucket(), InstantSource.system())) {
            for (BlobStore store : List.of(files, objects)) {
                store.replace("a", new byte[3]);
                assertThat(store.list("")).hasSize(1);
            }
        }
    }

    @Test
    void a_folder_does_not_load_amazons_client() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : ClassPath.ofTests().split(File.pathSeparator)) {
            if (!entry.contains("awssdk")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader without =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> stores = without.loadClass(Stores.class.getName());
            Method directory = stores.getMethod("directory", Path.class, InstantSource.class);

            assertThat(directory.invoke(null, folder.resolve("blobs"), InstantSource.system()))
                    .isNotNull();

            Class<?> settings = without.loadClass(S3Settings.class.getName());
            Constructor<?> constructor = settings.getConstructors()[0];
            Object none = constructor.newInstance(Optional.empty(), "r", "b", "", "id", null, true);
            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> stores.getMethod("s3", settings, InstantSource.class)
                            .invoke(null, none, InstantSource.system()))
                    .withCauseInstanceOf(NoClassDefFoundError.class);
        }
    }
}
