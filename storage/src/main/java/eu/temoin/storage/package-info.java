/**
 * The engines: each written natively behind the small ports of other modules.
 *
 * <p>Start at {@link eu.temoin.storage.SqliteDatabase}: one file, one writer, a few readers; its methods named after
 * modules give their ports. Only the wiring knows this package.
 *
 * <p>Another table for another module: a migration {@code V<n>__<module>.sql} in the folder
 * {@code eu/temoin/storage/sqlite} of the resources, {@link eu.temoin.storage.SqliteDatabase#SCHEMA} raised to
 * {@code n}, and a package-private class that implements the module's port with {@code SqliteDatabase.read} and
 * {@code SqliteDatabase.write}. A migration that has been released never changes again.
 */
@NullMarked
package eu.temoin.storage;

import org.jspecify.annotations.NullMarked;
