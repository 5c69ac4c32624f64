package dev.colophon.backup.work;

import dev.colophon.backup.encryption.Identity;
import dev.colophon.backup.encryption.Recipients;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Who can read archives.
 *
 * @param recipients for whom they are written; plain when there is nobody
 * @param identity what reads those that are encrypted
 */
public record Keys(Optional<Recipients> recipients, Optional<Identity> identity) {
    private static final String SUFFIX = ".age";

    public static Keys of(List<String> recipients, Optional<Secret> identity) {
        return new Keys(
                recipients.isEmpty() ? Optional.empty() : Optional.of(Recipients.of(recipients)),
                identity.map(Identity::parse));
    }

    public boolean encrypts() {
        return recipients.isPresent();
    }

    public List<String> fingerprints() {
        return recipients.map(Recipients::fingerprints).orElse(List.of());
    }

    /** Whether an archive can be taken apart here. */
    public boolean canRead(String name) {
        return !name.endsWith(SUFFIX) || identity.isPresent();
    }

    public OutputStream encrypt(OutputStream out) throws IOException {
        return recipients.isPresent() ? recipients.get().encrypt(out) : out;
    }

    /**
     * The plain bytes; what comes before the end of an encrypted archive is not to be trusted before it was read whole.
     *
     * @throws StartFailure 12 when the key is missing or another one
     */
    public InputStream decrypt(String name, InputStream stored) throws IOException {
        if (!name.endsWith(SUFFIX)) {
            return stored;
        }
        return identity.orElseThrow(() -> new StartFailure(
                        ExitCode.BACKUP_KEY,
                        "read the backup",
                        name + " is encrypted and no key is given",
                        "set BACKUP_IDENTITY to the secret key of one of its recipients"))
                .decrypt(stored);
    }
}
