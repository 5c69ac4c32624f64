package dev.colophon.assets;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses among the codings that exist, as RFC 9110 section 12.5.3 has it. */
final class AcceptEncoding {
    /** Below every weight that can be written, for who names other codings prefers them. */
    private static final double UNNAMED_IDENTITY = 0.0001;

    private AcceptEncoding() {}

    /**
     * @param header all lines joined by commas; null when there is none, which means plain
     * @param variants in the order of preference between equal weights, the plain one last
     */
    static Asset.Variant choose(@Nullable String header, List<Asset.Variant> variants) {
        Asset.Variant best = variants.getLast();
        double bestWeight = header == null ? 1 : weight(header, best.coding());
        for (Asset.Variant variant : variants) {
            double weight = header == null ? 0 : weight(header, variant.coding());
            boolean smaller = variant.content().length < best.content().length;
            if (weight > bestWeight || (weight > 0 && weight == bestWeight && smaller)) {
                best = variant;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static double weight(String header, Coding coding) {
        double any = -1;
        for (String element : header.split(",", -1)) {
            String[] parts = element.split(";", -1);
            String token = parts[0].strip().toLowerCase(Locale.ROOT);
            if (names(token, coding)) {
                return quality(parts);
            }
            if (token.equals("*") && any < 0) {
                any = quality(parts);
            }
        }
        if (any >= 0) {
            return any;
        }
        return coding == Coding.IDENTITY ? UNNAMED_IDENTITY : 0;
    }

    private static boolean names(String token, Coding coding) {
        return switch (coding) {
            case IDENTITY -> token.equals("identity");
            case GZIP -> token.equals("gzip") || token.equals("x-gzip");
            case ZSTD -> token.equals("zstd");
        };
    }

    /** What cannot be read is not wanted. */
    private static double quality(String[] parts) {
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2);
                return value.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }
}
