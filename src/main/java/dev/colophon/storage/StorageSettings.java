package dev.colophon.storage;

import dev.colophon.settings.Secret;
import dev.colophon.settings.variable.AddressType;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What there is to store blobs in, beside folders.
 *
 * @param s3 absent while S3_BUCKET is
 */
public record StorageSettings(Optional<S3Settings> s3) {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,62}");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    public static final Group<StorageSettings> GROUP =
            new Group<>("S3-compatible storage", Purpose.DATABASE, StorageSettings::of);

    private static final Variable<URI> S3_ENDPOINT = GROUP.declare(
            "S3_ENDPOINT",
            AddressType.service(),
            Default.none("that of AWS in S3_REGION"),
            "where the storage answers",
            "https://s3.eu-central-003.backblazeb2.com");

    private static final Variable<String> S3_REGION = GROUP.declare(
            "S3_REGION",
            matching("the name of a region", text -> REGION.matcher(text).matches()),
            Default.of("us-east-1"),
            "its region; part of every signature, so it must be the one that the storage expects",
            "eu-central-003");

    private static final Variable<String> S3_BUCKET = GROUP.declare(
            "S3_BUCKET",
            matching("the name of a bucket", text -> BUCKET.matcher(text).matches()),
            Default.none("not set"),
            "a bucket that exists already",
            "colophon-backups");

    private static final Variable<String> S3_PREFIX = GROUP.declare(
            "S3_PREFIX",
            matching("names joined by slashes, such as backups/colophon", BlobName::fits),
            Default.none("not set"),
            "before the name of everything stored there",
            "colophon");

    private static final Variable<String> S3_ACCESS_KEY = GROUP.declare(
            "S3_ACCESS_KEY",
            Type.text(),
            Default.none("not set"),
            "id of the key that may read, write, list and remove below the prefix",
            "003a1b2c3d4e5f60000000001");

    private static final Variable<Secret> S3_SECRET_KEY = GROUP.declare(
            "S3_SECRET_KEY",
            Secret.TYPE,
            Default.none("not set"),
            "the key itself",
            "the secret that the storage shows once, with the id of the key");

    private static final Variable<Boolean> S3_PATH_STYLE = GROUP.declare(
            "S3_PATH_STYLE",
            Type.flag(),
            Default.of("1"),
            "1: the bucket is in the path of a URL, which nearly all storages take. 0: in the name of its host",
            "1");

    /**
     * For a group whose own variable says that S3 is used: what is missing for it is reported.
     *
     * @param when where the rule holds, as in "when BACKUP_STORE is s3"
     */
    public static void require(Values values, String when) {
        for (Variable<?> variable : List.of(S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY)) {
            if (values.isUnset(variable)) {
                values.require(variable, when);
            }
        }
    }

    private static StorageSettings of(Values values) {
        Optional<String> bucket = values.find(S3_BUCKET);
        if (bucket.isPresent()) {
            require(values, "when S3_BUCKET is set");
        }
        return new StorageSettings(bucket.map(name -> new S3Settings(
                values.find(S3_ENDPOINT),
                values.get(S3_REGION),
                name,
                values.find(S3_PREFIX).orElse(""),
                values.find(S3_ACCESS_KEY).orElse(""),
                values.find(S3_SECRET_KEY).orElse(new Secret("")),
                values.get(S3_PATH_STYLE))));
    }

    private static Type<String> matching(String name, Predicate<String> form) {
        return new Type<>(name, false, text -> {
            if (!form.test(text)) {
                throw new RuleBroken("must be " + name);
            }
            return text;
        });
    }
}
