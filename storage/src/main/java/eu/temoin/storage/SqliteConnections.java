package eu.temoin.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** How connections to the file are made: the one place of all pragmas. */
final class SqliteConnections {
    /** The write-ahead log is cut back to this after it was brought home: bytes. */
    private static final int JOURNAL_BYTES_MAX = 64 * 1024 * 1024;

    private final String url;
    private final SqliteOptions options;

    SqliteConnections(Path file, SqliteOptions options) {
        // As a URI, so that no character of the path is taken for an option.
        this.url = "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
        this.options = options;
    }

    private SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(options.busyMax().toMillis()));
        config.enforceForeignKeys(true);
        config.setSynchronous(SynchronousMode.FULL);
        // Or every insert would ask for the number of the row it made.
        config.setGetGeneratedKeys(false);
        return config;
    }

    Connection toWrite() throws SQLException {
        Connection connection = writable().getConnection();
        boolean ready = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + options.pagesMax());
            // What is erased is overwritten, not only unlinked.
            statement.execute("PRAGMA secure_delete = ON");
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    Connection toRead() throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return source(config).getConnection();
    }

    /** For migrations, which want a source of connections of their own. */
    DataSource migrations() {
        return writable();
    }

    private SQLiteDataSource writable() {
        SQLiteConfig config = common();
        config.setJournalMode(JournalMode.WAL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setJournalSizeLimit(JOURNAL_BYTES_MAX);
        return source(config);
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }
}
