package dev.colophon.transfer.export.library;

import dev.colophon.json.Json;
import dev.colophon.media.Blobs;
import dev.colophon.media.StoredFile;
import dev.colophon.transfer.export.library.LibraryRows.Lines;
import dev.colophon.transfer.export.library.Manifest.Content;
import dev.colophon.transfer.export.library.ZipMembers.Written;
import dev.colophon.transfer.export.walk.ExportProgress;
import dev.colophon.transfer.export.walk.ExportProgress.What;
import dev.colophon.web.answer.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes the members of the zip one after the other, the manifest last. */
final class LibraryZip {
    private static final List<String> EXPLAINED = List.of("README.txt", "schema.json");

    private final Blobs blobs;
    private final ZipMembers zip;
    private final List<Content> contents = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private int files;
    private long fileBytes;

    LibraryZip(Blobs blobs, OutputStream out) {
        this.blobs = blobs;
        this.zip = new ZipMembers(out);
    }

    /** What explains the zip to whoever opens it. */
    void explain() throws IOException {
        for (String name : EXPLAINED) {
            try (InputStream text =
                    Objects.requireNonNull(LibraryZip.class.getResourceAsStream("/transfer/export/" + name))) {
                add(name, 0, text::transferTo);
            }
        }
    }

    void lines(Lines lines) throws IOException {
        add(lines.name(), lines.spool().lines(), lines.spool()::copyTo);
    }

    void value(String name, Object value) throws IOException {
        add(name, 0, out -> out.write(Json.write(value)));
    }

    private void add(String name, long lines, StreamedFile.Content content) throws IOException {
        Written written = zip.text(name, content);
        contents.add(new Content(name, lines, written.bytes(), written.sha256()));
    }

    void files(Map<String, StoredFile> all, ExportProgress progress) throws IOException {
        int done = 0;
        for (Map.Entry<String, StoredFile> one : all.entrySet()) {
            file(one.getKey(), one.getValue());
            progress.reached(What.FILES, ++done, all.size());
        }
    }

    private void file(String sha256, StoredFile file) throws IOException {
        Optional<InputStream> found = blobs.openIfThere(file.name());
        if (found.isEmpty()) {
            missing.add(sha256);
            return;
        }
        try (InputStream content = found.get()) {
            fileBytes += zip.file(FileNames.of(sha256, file.mediaType()), content::transferTo)
                    .bytes();
            files++;
        }
    }

    void finish() throws IOException {
        Manifest manifest =
                new Manifest(Manifest.FORMAT, Manifest.VERSION, contents, files, fileBytes, List.copyOf(missing));
        zip.text(Manifest.NAME, out -> out.write(Json.write(manifest)));
        zip.finish();
    }
}
