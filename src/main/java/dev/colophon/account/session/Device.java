package dev.colophon.account.session;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader knows a device by: browser and system out of its User-Agent, or else the name of the program. Nothing
 * else of the header is kept.
 */
final class Device {
    /** The first that is found counts: each browser claims to be those after it as well. */
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("Linux", "Linux"));

    /** Between browser and system; no program has it in its name. */
    static final String ON = " on ";

    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private Device() {}

    /**
     * @return such as {@code Firefox on Linux} or {@code curl}; empty when nothing is known
     */
    static String of(String userAgent) {
        String browser = first(BROWSERS, userAgent);
        if (browser.isEmpty()) {
            Matcher program = PROGRAM.matcher(userAgent);
            return program.lookingAt() ? program.group() : "";
        }
        String system = first(SYSTEMS, userAgent);
        return system.isEmpty() ? browser : browser + ON + system;
    }

    private static String first(List<Map.Entry<String, String>> names, String userAgent) {
        return names.stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
