import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The other end of the launcher's downloads in its tests: serves the files of one folder on loopback and prints its
 * port. Under {@code /half/} it announces the whole length, sends half of it, and hangs up.
 *
 * <p>Run from its source: {@code java Loopback.java FOLDER}.
 */
final class Loopback {
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, folder, false));
        server.createContext("/half/", exchange -> answer(exchange, folder, true));
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, Path folder, boolean half) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
        if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(half ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
        // Closing a body that is too short makes the server drop the connection.
        exchange.close();
    }
}
