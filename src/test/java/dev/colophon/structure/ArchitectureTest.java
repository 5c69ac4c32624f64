package dev.colophon.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the list of rooms: a room may use only the rooms before it. */
class ArchitectureTest {
    /** The architecture. The order is the rule; a room may have sub-packages. */
    static final List<String> ROOMS = List.of(
            "problem",
            "text",
            "json",
            "settings",
            "logging",
            "observe",
            "database",
            "migration",
            "storage",
            "assets",
            "server",
            "monitoring",
            "web",
            "media",
            "account",
            "people",
            "catalogue",
            "lookup",
            "shelf",
            "journal",
            "profile",
            "feed",
            "statistics",
            "transfer",
            "backup",
            "admin",
            "boot",
            "cli");

    private static final String ROOT = "dev.colophon.";

    private static final Pattern SPEAKS_HTTP =
            Pattern.compile("import (io\\.helidon\\.(http|webserver)|java\\.net\\.http)");
    private static final Pattern FAILURE_NUMBER = Pattern.compile("(?<![\\w.])[45]\\d\\d(?![\\w.])");

    /** Comments, texts, cases, and what has another unit. */
    private static final Pattern NO_STATUS = Pattern.compile(
            "(?s)/\\*.*?\\*/|//[^\\n]*|\"(\\\\.|[^\"\\\\\\n])*\"|\\bcase \\d+|Duration\\.of\\w+\\(\\d+|_(MILLIS|SECONDS|BYTES) = \\d+");

    private static final JavaClasses PROGRAM = Program.CLASSES;

    static Stream<String> rooms() {
        return ROOMS.stream().filter(room -> !in(room).isEmpty());
    }

    @Test
    void every_package_is_a_room() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass type : PROGRAM) {
            if (!ROOMS.contains(room(type))) {
                strangers.add(type.getPackageName());
            }
        }

        assertThat(strangers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_uses_only_the_rooms_before_it(String room) {
        List<String> later = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size());
        if (later.isEmpty()) {
            return;
        }

        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        later.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
                .check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_says_what_it_is_for(String room) {
        assertThat(in(room).stream().map(JavaClass::getSimpleName)).contains("package-info");
    }

    @Test
    void sql_is_spoken_in_few_rooms_only() {
        outside("database", "migration", "backup")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "com.zaxxer..")
                .check(PROGRAM);
    }

    @Test
    void dbclient_is_known_to_database_alone() {
        outside("database")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.dbclient..")
                .check(PROGRAM);
    }

    @Test
    void flyway_is_known_to_migration_alone() {
        outside("migration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.flywaydb..")
                .check(PROGRAM);
    }

    @Test
    void the_environment_is_read_in_one_class() {
        noClasses()
                .that(areNotNamed("dev.colophon.settings.source.Environment"))
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(PROGRAM);
    }

    @Test
    void only_main_ends_the_process() {
        noClasses()
                .that(areNotNamed("dev.colophon.cli.Main"))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(PROGRAM);
    }

    /**
     * Kind says what went wrong, and Statuses in web gives it a number: rooms before web are handed it.
     * Byte code shows constants only, so the sources are read too. Where HTTP is spoken, a number from
     * 400 to 599 is a status, unless it stands behind {@code case}, where one that Helidon decided is
     * read, or has another unit.
     */
    @Test
    void failure_statuses_are_decided_in_web_alone() throws IOException {
        outside("web").should(haveNoFailureStatus()).check(PROGRAM);
        assertThat(failureNumbers()).isEmpty();
    }

    private static List<String> failureNumbers() throws IOException {
        Path sources = Path.of("src/main/java/dev/colophon");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(sources.resolve("web")))
                    .toList()) {
                String text = Files.readString(file);
                if (SPEAKS_HTTP.matcher(text).find()) {
                    FAILURE_NUMBER
                            .matcher(NO_STATUS.matcher(text).replaceAll(""))
                            .results()
                            .forEach(number -> found.add(file + ": " + number.group()));
                }
            }
        }
        return found;
    }

    @Test
    void time_is_told_by_an_injected_clock() {
        timesOfTheMachine().check(PROGRAM);
        clocksOfTheMachine("boot", "cli").check(PROGRAM);
    }

    private static ArchRule timesOfTheMachine() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now");
    }

    private static ArchRule clocksOfTheMachine(String... exceptions) {
        return outside(exceptions)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "the target takes the machine's own clock", ArchitectureTest::isClock));
    }

    private static boolean isClock(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        boolean clock = owner.equals("java.time.Clock") || owner.equals("java.time.InstantSource");
        return clock && call.getTarget().getName().matches("system.*|tick(Millis|Seconds|Minutes)");
    }

    @Test
    void every_logger_is_named_log() {
        otherLoggers().check(PROGRAM);
    }

    private static ArchRule otherLoggers() {
        return fields().that().haveRawType(Logger.class).should().haveName("LOG");
    }

    @Test
    void another_clock_and_another_name_of_a_logger_are_found() {
        JavaClasses bent = new ClassFileImporter().importClasses(Bent.class);

        assertThat(List.of(otherLoggers(), clocksOfTheMachine("boot"), timesOfTheMachine()))
                .allMatch(rule -> rule.evaluate(bent).hasViolation());
    }

    /** Breaks rules. */
    private static final class Bent {
        private static final Logger LOGGER = LoggerFactory.getLogger(Bent.class);

        static Instant now() {
            LOGGER.info("{}", Clock.systemUTC());
            return Instant.now();
        }
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(PROGRAM);
    }

    @Test
    void every_room_refuses_null_unless_it_says_so() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
                .check(PROGRAM);
    }

    private static GivenClassesConjunction outside(String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        Stream.of(rooms).map(room -> ROOT + room + "..").toArray(String[]::new));
    }

    private static com.tngtech.archunit.lang.ArchCondition<JavaClass> haveNoFailureStatus() {
        return new com.tngtech.archunit.lang.ArchCondition<>("use a failure status of HTTP") {
            @Override
            public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                type.getFieldAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().isEquivalentTo(io.helidon.http.Status.class))
                        .filter(access -> access.getTarget().getName().matches(".*_[45]\\d\\d"))
                        .forEach(access -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.satisfied(
                                type, access.getDescription())));
            }
        };
    }

    private static DescribedPredicate<JavaClass> areNotNamed(String name) {
        return DescribedPredicate.describe(
                "are not " + name, type -> !type.getName().equals(name));
    }

    private static List<JavaClass> in(String room) {
        return PROGRAM.stream().filter(type -> room(type).equals(room)).toList();
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("[.]")[0] : name;
    }
}
