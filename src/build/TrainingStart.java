import dev.colophon.boot.Instance;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.boot.Start;
import dev.colophon.boot.StopSignal;
import dev.colophon.cli.Main;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The training run within the image: the program as it is run, on the database of its environment, and when a byte
 * comes beside it another instance on PostgreSQL, until the next byte. A cache is made of one process only, and a
 * process of the program knows one database. The image does not hold this class. Argument: the port of PostgreSQL.
 */
public class TrainingStart {
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(() -> besideIt(arguments[0]));
        Main.main(new String[] {"serve"});
    }

    private static void besideIt(String port) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.remove("SQLITE_PATH");
        variables.putAll(Map.of(
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", port,
                "POSTGRES_DB", "postgres",
                "POSTGRES_USER", "postgres",
                "POSTGRES_PASSWORD", "unused"));
        try {
            System.in.read();
            Reading reading = ProgramSettings.READER.read(Environment.of(variables, Path.of("/")), Purpose.SERVE);
            try (Instance instance = Start.start(reading, new StopSignal())) {
                instance.announce();
                System.in.read();
            }
            System.out.println("the training is over");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
