/**
 * What operators touch: the dashboard of what was counted, and, where the register says so, the same for everybody to read.
 *
 * <p>Start with {@link eu.temoin.console.Console}: it turns a {@link eu.temoin.console.ConsoleRequest} into a
 * {@link eu.temoin.console.ConsoleResponse}, opens no connection, and reads the one store that it is given. Those three,
 * {@link eu.temoin.console.ConsolePorts} and {@link eu.temoin.console.ReportWriter} are all that anybody outside needs.
 *
 * <p>Everything but the charts works without JavaScript, and behind each chart stands a table. Pages are jte templates in
 * {@code src/main/jte}, compiled into this package; every text lies in a message file, French and English.
 */
@NullMarked
package eu.temoin.console;

import org.jspecify.annotations.NullMarked;
