#include "app/sql/sqliteauthorizer.h"

#include <sqlite3.h>

#include <algorithm>

namespace larder {

namespace {

// `SELECT count(*) FROM t` is reported without a schema; where only one can be meant, it is "main".
QByteArray qualified(const char* schema, const char* table)
{
    const QByteArray owner = schema && *schema ? QByteArray(schema) : QByteArray("main");
    return (owner + '.' + QByteArray(table)).toLower();
}

bool isTemporary(int action)
{
    return action == SQLITE_CREATE_TEMP_INDEX || action == SQLITE_CREATE_TEMP_TABLE
        || action == SQLITE_CREATE_TEMP_TRIGGER || action == SQLITE_CREATE_TEMP_VIEW;
}

} // namespace

bool SqliteAuthorizer::Record::asksOfOwnWrites() const
{
    return std::any_of(functions.begin(), functions.end(), [](const QByteArray& name) {
        return name == "changes" || name == "total_changes" || name == "last_insert_rowid";
    });
}

void SqliteAuthorizer::Record::unite(const Record& other)
{
    reads.unite(other.reads);
    writes.unite(other.writes);
    functions.unite(other.functions);
    usesView = usesView || other.usesView;
    changesSchema = changesSchema || other.changesSchema;
    makesTemporary = makesTemporary || other.makesTemporary;
    controlsTransaction = controlsTransaction || other.controlsTransaction;
    attaches = attaches || other.attaches;
    if (pragma.isEmpty())
        pragma = other.pragma;
}

SqliteAuthorizer::SqliteAuthorizer(sqlite3* handle) : m_handle(handle)
{
    sqlite3_set_authorizer(m_handle, &SqliteAuthorizer::authorize, this);
}

SqliteAuthorizer::~SqliteAuthorizer()
{
    sqlite3_set_authorizer(m_handle, nullptr, nullptr);
}

int SqliteAuthorizer::authorize(
    void* self, int action, const char* first, const char* second, const char* schema, const char* inside)
{
    static_cast<SqliteAuthorizer*>(self)->note(action, first, second, schema, inside);
    return SQLITE_OK;
}

void SqliteAuthorizer::note(
    int action, const char* first, const char* second, const char* schema, const char* inside)
{
    switch (action) {
    case SQLITE_READ:
        m_record.reads.insert(qualified(schema, first));
        m_record.usesView = m_record.usesView || inside;
        break;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        m_record.writes.insert(qualified(schema, first));
        break;
    case SQLITE_FUNCTION:
        m_record.functions.insert(QByteArray(second).toLower());
        break;
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        break;
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        m_record.controlsTransaction = true;
        break;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        m_record.attaches = true;
        break;
    case SQLITE_PRAGMA:
        m_record.pragma = QByteArray(first).toLower();
        break;
    default:
        // All that is left creates, drops, alters, reindexes or analyses.
        m_record.changesSchema = true;
        m_record.makesTemporary
            = m_record.makesTemporary || isTemporary(action) || qstrcmp(schema, "temp") == 0;
    }
}

} // namespace larder
