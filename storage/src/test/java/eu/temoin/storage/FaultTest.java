package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.CheckReport;
import eu.temoin.ledger.LedgerFailure;
import eu.temoin.ledger.LedgerOptions;
import eu.temoin.ledger.Receipt;
import eu.temoin.ledger.StoreException;
import eu.temoin.storage.FaultyStore.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that fails once, at every operation there is, before or after it was done. */
class FaultTest {
    private static final int RECORDS = 8;

    @TempDir
    private Path root;

    @TempDir
    private static Path template;

    /** Tables are made once and copied: what may fail here is the ledger, not the making of tables. */
    @BeforeAll
    static void makeTables() throws StorageException {
        SqliteDatabase.open(Log.file(template), SqliteOptions.defaults()).close();
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationMayFailOnce(Moment moment) throws Exception {
        int failAt = 1;
        for (boolean failed = true; failed; failAt++) {
            failed = fails(root.resolve(moment + "-" + failAt), moment, failAt);
        }
        // Opening reads the head, and each record is one commit at least.
        assertThat(failAt).isGreaterThan(RECORDS + 2);
    }

    /** Appends and erases over a store that fails once; returns whether it came to that. */
    private static boolean fails(Path folder, Moment moment, int failAt) throws Exception {
        Files.createDirectories(folder);
        Files.copy(Log.file(template), Log.file(folder));
        List<FaultyStore> stores = new ArrayList<>();
        List<Receipt> acknowledged = new ArrayList<>();
        int refused = 0;
        try (Log log = Log.open(folder, SqliteOptions.defaults(), LedgerOptions.defaults(), store -> {
            stores.add(new FaultyStore(store, moment, failAt));
            return stores.getFirst();
        })) {
            for (int i = 0; i < RECORDS; i++) {
                AppendResult result =
                        log.ledger().append(Log.KIND, Log.bytes("record " + i)).join();
                switch (result) {
                    case AppendResult.Appended appended -> acknowledged.add(appended.receipt());
                    case AppendResult.Failed failure -> {
                        assertThat(failure.failure())
                                .isInstanceOfSatisfying(
                                        LedgerFailure.StoreUnavailable.class,
                                        f -> assertThat(f.reason()).isEqualTo(StoreException.Reason.OTHER));
                        refused++;
                    }
                }
                if (i == RECORDS / 2) {
                    log.ledger().erase(0).join();
                }
            }
        } catch (StoreException e) {
            // Failed while opening: nothing was acknowledged, and the next start goes on.
            assertThat(acknowledged).isEmpty();
        }
        assertThat(refused).isLessThanOrEqualTo(1);
        try (Log log = Log.open(folder)) {
            acknowledged.add(log.append("after"));
            CheckReport report = log.check();
            assertThat(report.lines())
                    .as("%s %s", moment, failAt)
                    .satisfies(l -> assertThat(report.sound()).isTrue());
            for (Receipt receipt : acknowledged) {
                log.verifier().verify(receipt.encode());
                assertThat(log.database()
                                .ledger()
                                .leaves(receipt.index(), 1)
                                .getFirst()
                                .entry())
                        .isEqualTo(receipt.leaf().encode());
            }
        }
        return stores.getFirst().failed();
    }
}
