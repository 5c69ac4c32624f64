package dev.colophon.backup.encryption;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Pattern;

/** The secret key of a recipient. */
public final class Identity {
    private static final Pattern SECRET_KEY = Pattern.compile("AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}");

    private final RecipientStanzaReader reader;

    private Identity(RecipientStanzaReader reader) {
        this.reader = reader;
    }

    /**
     * Reads a secret key.
     *
     * @throws IllegalArgumentException without the value, when it is none of age
     */
    public static Identity parse(Secret key) {
        String text = key.value().strip();
        try {
            if (SECRET_KEY.matcher(text).matches()) {
                return new Identity(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(text));
            }
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            // the cause could quote it
        }
        throw new IllegalArgumentException("the identity is no secret X25519 key of age");
    }

    /**
     * The plain bytes. Each piece of 64 KiB is proven when it is read, but that nothing is missing behind it only at
     * the end: whoever cannot undo what it does with them reads everything once before. Damage is an
     * {@link ArchiveFault}, here or while reading.
     *
     * @throws StartFailure BACKUP_KEY when this key is none of its recipients'; no byte was given out then
     */
    public InputStream decrypt(InputStream in) throws IOException {
        try {
            return new DecryptingStream(new StandardDecryptingChannelFactory()
                    .newDecryptingChannel(Channels.newChannel(in), List.of(reader)));
        } catch (UnsupportedRecipientStanzaException otherKey) {
            throw new StartFailure(
                    ExitCode.BACKUP_KEY,
                    "decrypt the archive",
                    "the key given is none of those it was encrypted for",
                    "set BACKUP_IDENTITY to the secret key of one of its recipients");
        } catch (GeneralSecurityException | PayloadException | BufferUnderflowException damage) {
            throw new ArchiveFault("encryption", "does not begin as age does, or its header is damaged");
        }
    }
}
