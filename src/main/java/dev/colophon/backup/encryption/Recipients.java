package dev.colophon.backup.encryption;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Those who can read what is encrypted, by their public keys; each of them alone. */
public final class Recipients {
    private static final Pattern PUBLIC_KEY = Pattern.compile("age1[02-9ac-hj-np-z]{58}");
    private static final int FINGERPRINT_CHARACTERS = 16;

    private final List<String> keys;

    private Recipients(List<String> keys) {
        this.keys = keys;
    }

    /**
     * Reads public keys with commas between them.
     *
     * @throws IllegalArgumentException which says the place of the one that is no key of age, and not its text, for it
     *     could be a secret key by mistake
     */
    public static Recipients parse(String commaSeparated) {
        return of(List.of(commaSeparated.split(",", -1)));
    }

    /**
     * The same for keys that were taken apart.
     *
     * @throws IllegalArgumentException for none at all, too
     */
    public static Recipients of(List<String> keys) {
        List<String> read = keys.stream().map(String::strip).toList();
        if (read.isEmpty()) {
            throw new IllegalArgumentException("there is no recipient");
        }
        for (int i = 0; i < read.size(); i++) {
            try {
                writer(read.get(i));
            } catch (GeneralSecurityException | IllegalArgumentException noKey) {
                throw new IllegalArgumentException("recipient " + (i + 1) + " is no public X25519 key of age");
            }
        }
        return new Recipients(read);
    }

    private static RecipientStanzaWriter writer(String key) throws GeneralSecurityException {
        if (!PUBLIC_KEY.matcher(key).matches()) {
            throw new GeneralSecurityException();
        }
        return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key);
    }

    /**
     * What is written to the result goes encrypted to {@code out}. Closing the result writes its last piece, without
     * which nothing can be read; {@code out} is flushed and stays open.
     */
    public OutputStream encrypt(OutputStream out) throws IOException {
        try {
            List<RecipientStanzaWriter> writers = new ArrayList<>();
            for (String key : keys) {
                writers.add(writer(key));
            }
            return new EncryptingStream(new StandardEncryptingChannelFactory()
                    .newEncryptingChannel(Channels.newChannel(new OpenStream(out)), writers));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("the JDK lacks what age needs", fault);
        }
    }

    /** One a recipient, to tell them apart in lists: the first characters of the key's SHA-256. */
    public List<String> fingerprints() {
        return keys.stream()
                .map(key -> Hash.hexadecimal(key.getBytes(StandardCharsets.US_ASCII))
                        .substring(0, FINGERPRINT_CHARACTERS))
                .toList();
    }
}
