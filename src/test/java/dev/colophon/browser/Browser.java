package dev.colophon.browser;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a window. Its pictures go to target/screens. */
final class Browser implements AutoCloseable {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final int PHONE_HEIGHT = 844;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String address;

    private Browser(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /**
     * @param javaScript whether pages may run any
     */
    static Browser open(Path profile, int port, boolean javaScript) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(tool("CHROMIUM", "/usr/bin/chromium").toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1100,800",
                "--user-data-dir=" + profile);
        if (!javaScript) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        tool("CHROMEDRIVER", "/usr/bin/chromedriver").toFile())
                .build();
        return new Browser(new ChromeDriver(service, options), "http://127.0.0.1:" + port);
    }

    private static Path tool(String variable, String usual) {
        Path path = Path.of(System.getenv().getOrDefault(variable, usual));
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException(
                    path + " is missing: install chromium and chromium-driver, or set " + variable);
        }
        return path;
    }

    Browser go(String path) {
        driver.get(address + path);
        return this;
    }

    String path() {
        return driver.getCurrentUrl().substring(address.length());
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    Browser type(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
        return this;
    }

    Browser attach(String css, Path file) {
        find(css).sendKeys(file.toAbsolutePath().toString());
        return this;
    }

    Browser choose(String css, String value) {
        find(css + " option[value='" + value + "']").click();
        return this;
    }

    Browser click(String css) {
        find(css).click();
        return this;
    }

    Browser await(String text) {
        return await("'" + text + "'", () -> text().contains(text));
    }

    Browser awaitPath(String start) {
        return await("a path that starts with " + start, () -> path().startsWith(start));
    }

    Browser awaitThere(String css) {
        return await(css, () -> count(css) > 0);
    }

    private Browser await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isThere(there)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " does not come; " + path() + " says:\n" + text());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        return this;
    }

    /** A page that is just being replaced is not there yet. */
    private static boolean isThere(BooleanSupplier there) {
        try {
            return there.getAsBoolean();
        } catch (WebDriverException replaced) {
            return false;
        }
    }

    /** A viewport as narrow as a phone's (390), which no window of a desktop gets, or wider. */
    Browser viewport(int width) {
        return viewport(width, PHONE_HEIGHT, true);
    }

    /** A laptop's. */
    Browser laptop() {
        return viewport(1280, 800, false);
    }

    private Browser viewport(int width, int height, boolean mobile) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
        return this;
    }

    Browser dark() {
        return prefers("dark");
    }

    Browser light() {
        return prefers("light");
    }

    private Browser prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                // a colour on its way to another one is neither
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /** From now on every request asks for this language first. */
    Browser speaking(String language) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
        return this;
    }

    /** From now on every answer takes this long to come. */
    Browser slow(Duration latency) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        false,
                        "latency",
                        latency.toMillis(),
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        -1));
        return this;
    }

    /** What axe finds on the page as it is now, one line for each element. */
    List<String> violations() throws IOException {
        try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            driver.executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        var found = (List<?>) Objects.requireNonNull(driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then(result => done(result.violations.flatMap(violation => violation.nodes.map(
                    node => violation.id + ": " + node.html + " " + (node.any[0] || {}).message))));
                """));
        return found.stream().map(String::valueOf).toList();
    }

    /** Everything that the page asked for in vain or that its policy forbade. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .toList();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    WebElement active() {
        return driver.switchTo().activeElement();
    }

    Path screenshot(String name) throws IOException {
        Files.createDirectories(SCREENS);
        File shot = driver.getScreenshotAs(OutputType.FILE);
        Path target = SCREENS.resolve(name + ".png");
        return Files.move(shot.toPath(), target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
