package dev.colophon.settings.source;

import dev.colophon.settings.variable.RuleBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A mounted secret: the content of a file without its last line end. */
public final class SecretFile {
    private static final int LARGEST_BYTES = 1 << 16;

    private SecretFile() {}

    /**
     * Reads it.
     *
     * @param path as the variable names it; a relative one is found from the directory
     * @throws RuleBroken when there is no such text
     */
    public static String read(Path directory, String path) throws RuleBroken {
        try {
            Path file = directory.resolve(path);
            if (!Files.exists(file)) {
                throw new RuleBroken("names a file that does not exist", "mount it, or mend it");
            }
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
                throw new RuleBroken("must name a file of 64 KiB at most");
            }
            return content(file);
        } catch (InvalidPathException failure) {
            throw new RuleBroken("must be a path");
        } catch (IOException failure) {
            throw new RuleBroken("names a file that cannot be read", "let the program's user read it");
        }
    }

    private static String content(Path file) throws IOException, RuleBroken {
        String text = DotEnv.decode(Files.readAllBytes(file))
                .orElseThrow(() -> new RuleBroken("names a file that is not UTF-8 text"))
                .replaceFirst("\r?\n\\z", "");
        if (text.isBlank()) {
            throw new RuleBroken("names a file that is empty", "put the secret in it");
        }
        return text;
    }
}
