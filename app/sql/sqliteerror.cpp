#include "app/sql/sqliteerror.h"

#include <QCoreApplication>

#include <sqlite3.h>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SqliteError", text);
}

QString adviceFor(int code)
{
    if (tellsOfHotJournal(code)) {
        return tr(
            "A program ended in the middle of a transaction and left its journal beside the file. Make the "
            "file and its folder writable, or open it once with a program that may write.");
    }
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return tr("Another program holds a lock on the file. Close it there or try again.");
    case SQLITE_READONLY:
        return tr("The file or its folder is write-protected.");
    case SQLITE_CORRUPT:
        return tr("The file is damaged. Make a copy and try SQLite's .recover on it.");
    case SQLITE_NOTADB:
        return tr("The file is encrypted or of another kind. Choose a SQLite database.");
    case SQLITE_FULL:
        return tr("The disk is full.");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return tr("Check that the file exists and that you may read it.");
    default:
        return {};
    }
}

} // namespace

bool tellsOfHotJournal(int extendedCode)
{
    return extendedCode == SQLITE_READONLY_ROLLBACK || extendedCode == SQLITE_READONLY_RECOVERY
        || extendedCode == SQLITE_READONLY_CANTINIT;
}

Error sqliteStatementError(sqlite3* handle)
{
    const int code = sqlite3_extended_errcode(handle);
    const int offset = sqlite3_error_offset(handle);
    Error error{tr("The statement failed"), QString::fromUtf8(sqlite3_errmsg(handle)), adviceFor(code)};
    if (offset >= 0)
        error.position = offset;
    return error;
}

Error sqliteOpenError(const QString& path, int code, const QString& text)
{
    return {tr("Cannot open %1").arg(path), text, adviceFor(code)};
}

} // namespace larder
