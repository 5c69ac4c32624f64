package dev.colophon.storage.s3;

import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a request failed for. Storages agree on the codes of S3's common errors, and on the statuses of the others. */
final class S3Failures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int INSUFFICIENT_STORAGE = 507;

    private static final String NO_BUCKET = "NoSuchBucket";
    private static final String NO_UPLOAD = "NoSuchUpload";
    private static final Set<String> FULL =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage");
    private static final Set<String> DAMAGED =
            Set.of("BadDigest", "InvalidDigest", "IncompleteBody", "XAmzContentSHA256Mismatch");

    private S3Failures() {}

    /**
     * @param what was tried, as in "write backup.clb into the bucket backups"
     */
    static StorageFailure of(String what, SdkException failure) {
        String why =
                failure instanceof AwsServiceException answer ? words(answer) : String.valueOf(failure.getMessage());
        return new StorageFailure(reason(failure), "cannot " + what + ": " + why, failure);
    }

    static boolean isMissing(SdkException failure) {
        return reason(failure) == Reason.MISSING;
    }

    static boolean isNotImplemented(SdkException failure) {
        return failure instanceof AwsServiceException answer && answer.statusCode() == NOT_IMPLEMENTED;
    }

    private static Reason reason(SdkException failure) {
        if (!(failure instanceof AwsServiceException answer)) {
            return Reason.UNREACHABLE;
        }
        String code = code(answer);
        if (FULL.contains(code)) {
            return Reason.FULL;
        }
        if (DAMAGED.contains(code)) {
            return Reason.DAMAGED;
        }
        return switch (answer.statusCode()) {
            case UNAUTHORIZED, FORBIDDEN -> Reason.DENIED;
            case NOT_FOUND -> code.equals(NO_BUCKET) || code.equals(NO_UPLOAD) ? Reason.UNREACHABLE : Reason.MISSING;
            case CONFLICT, PRECONDITION_FAILED -> Reason.EXISTS;
            case INSUFFICIENT_STORAGE -> Reason.FULL;
            default -> Reason.UNREACHABLE;
        };
    }

    private static String words(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        String hint = code(answer).equals(NO_BUCKET) ? "; the bucket is missing, make it first" : "";
        String said = (code(answer) + " " + (message == null ? "" : message)).strip();
        return "status " + answer.statusCode() + (said.isEmpty() ? "" : ", " + said) + hint;
    }

    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }
}
