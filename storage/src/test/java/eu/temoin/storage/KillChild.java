package eu.temoin.storage;

import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.AppendResult.Appended;
import eu.temoin.ledger.AppendResult.Failed;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A server to be killed: waits for a line with a folder on its standard input, then lets 64 threads append for ever, and
 * writes {@code index record} for each answer, after the answer.
 */
final class KillChild {
    static final int CLIENTS = 64;

    private KillChild() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream acknowledged = System.out;
        String line;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            line = in.readLine();
        }
        if (line == null) {
            return;
        }
        // "folder run": the run makes records of different children different.
        int space = line.lastIndexOf(' ');
        String run = line.substring(space + 1);
        Log log = Log.open(Path.of(line.substring(0, space)));
        for (int client = 0; client < CLIENTS; client++) {
            String name = run + "-" + client + "-";
            Thread.ofPlatform().start(() -> appendForEver(log, name, acknowledged));
        }
    }

    private static void appendForEver(Log log, String name, PrintStream acknowledged) {
        for (int i = 0; ; i++) {
            String record = name + i;
            AppendResult result =
                    log.ledger().append(Log.KIND, Log.bytes(record)).join();
            String answer = switch (result) {
                case Appended appended -> appended.receipt().index() + " " + record + "\n";
                case Failed failed -> "failed " + failed.failure().code() + "\n";
            };
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            // One write each: a kill leaves at most the last line incomplete.
            synchronized (acknowledged) {
                acknowledged.write(bytes, 0, bytes.length);
                acknowledged.flush();
            }
        }
    }
}
