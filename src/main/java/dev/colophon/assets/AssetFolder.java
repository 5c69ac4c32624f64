package dev.colophon.assets;

import dev.colophon.text.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of one build in a folder of their own. {@code SHA256SUMS} is written last and lists all
 * others, so {@code sha256sum -c} and this class can tell whether the folder is complete.
 */
final class AssetFolder {
    private static final String SUMS = "SHA256SUMS";
    private static final int SUM_DIGITS = 64;
    private static final String SEPARATOR = "  ";

    private AssetFolder() {}

    /** Writes all files and then their sums; a loss of power shows at the next reading. */
    static void write(Path folder, List<Asset> assets) throws IOException {
        var sums = new StringBuilder();
        for (Asset asset : assets) {
            for (Asset.Variant variant : asset.variants()) {
                String name = asset.hashedName() + variant.coding().fileSuffix;
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.write(file, variant.content());
                sums.append(Hash.hexadecimal(variant.content()));
                sums.append(SEPARATOR).append(name).append('\n');
            }
        }
        Files.writeString(folder.resolve(SUMS), sums);
    }

    /** The files of a folder; empty when one is missing, cut or changed. */
    static Optional<List<Asset>> read(Path folder) throws IOException {
        Path sums = folder.resolve(SUMS);
        if (!Files.isRegularFile(sums)) {
            return Optional.empty();
        }
        Map<String, byte[]> contents = new HashMap<>();
        Map<String, String> hashes = new HashMap<>();
        for (String line : Files.readAllLines(sums)) {
            int nameStart = SUM_DIGITS + SEPARATOR.length();
            if (line.length() <= nameStart) {
                return Optional.empty();
            }
            Path file = folder.resolve(line.substring(nameStart)).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            String hash = Hash.hexadecimal(content);
            if (!hash.equals(line.substring(0, SUM_DIGITS))) {
                return Optional.empty();
            }
            contents.put(line.substring(nameStart), content);
            hashes.put(line.substring(nameStart), hash);
        }
        return Optional.of(assets(contents, hashes)).filter(assets -> !assets.isEmpty());
    }

    /** When the folder was last wanted by a start. */
    static Path ageMark(Path folder) {
        return folder.resolve(SUMS);
    }

    private static List<Asset> assets(Map<String, byte[]> contents, Map<String, String> hashes) {
        Map<String, EnumMap<Coding, byte[]>> byHashedName = new TreeMap<>();
        contents.forEach((file, content) -> {
            Coding coding = coding(file, contents);
            int end = file.length() - coding.fileSuffix.length();
            byHashedName
                    .computeIfAbsent(file.substring(0, end), none -> new EnumMap<>(Coding.class))
                    .put(coding, content);
        });
        List<Asset> assets = new ArrayList<>();
        byHashedName.forEach((hashedName, coded) -> {
            var variants = new ArrayList<Asset.Variant>();
            coded.forEach((coding, it) -> variants.add(new Asset.Variant(coding, it)));
            String hash = Objects.requireNonNull(hashes.get(hashedName));
            String name = Asset.plainName(hashedName);
            assets.add(new Asset(name, hash.substring(0, Asset.HASH_DIGITS), variants));
        });
        return assets;
    }

    /** A coded file is one beside which the plain one lies. */
    private static Coding coding(String file, Map<String, byte[]> contents) {
        for (Coding coding : Coding.values()) {
            String suffix = coding.fileSuffix;
            if (!suffix.isEmpty() && file.endsWith(suffix)) {
                String plain = file.substring(0, file.length() - suffix.length());
                if (contents.containsKey(plain)) {
                    return coding;
                }
            }
        }
        return Coding.IDENTITY;
    }
}
