#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QDebug>

#include <sqlite3.h>

#include <bit>

namespace larder {

/// Reads a SQLite file without Qt SQL, so that a test sees each value as it is stored.
class SampleReader final
{
public:
    explicit SampleReader(const QByteArray& path, int flags = SQLITE_OPEN_READONLY)
    {
        if (sqlite3_open_v2(path.constData(), &m_database, flags, nullptr) != SQLITE_OK)
            qCritical() << "cannot open" << path << sqlite3_errmsg(m_database);
    }
    ~SampleReader() { sqlite3_close(m_database); }
    SampleReader(const SampleReader&) = delete;
    SampleReader& operator=(const SampleReader&) = delete;

    /// The error of @p sql, empty if it ran.
    [[nodiscard]] QByteArray run(const QByteArray& sql)
    {
        const bool ran = sqlite3_exec(m_database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
        return ran ? QByteArray() : QByteArray(sqlite3_errmsg(m_database));
    }

    /// All values of all rows as "integer 42", "real 3fb999999999999a" (its bits), "text …", "blob 00ff" or
    /// "null"; an error comes as a last value.
    [[nodiscard]] QByteArrayList values(const QByteArray& sql)
    {
        QByteArrayList list;
        const QByteArray error
            = visit(sql, [&list](sqlite3_stmt* statement, int column) { list << value(statement, column); });
        return error.isEmpty() ? list : list << "error " + error;
    }

    /// FNV-1a, 64 bits, over the types and bytes of all values; 0 if there was an error.
    [[nodiscard]] quint64 checksum(const QByteArray& sql)
    {
        quint64 sum = 0xcbf29ce484222325U;
        const QByteArray error
            = visit(sql, [&sum](sqlite3_stmt* statement, int column) { addTo(sum, statement, column); });
        return error.isEmpty() ? sum : 0;
    }

    /// The first of values().
    [[nodiscard]] QByteArray first(const QByteArray& sql) { return values(sql).value(0); }

private:
    /// Calls @p visitor(statement, column) for each value; the error, if any.
    template <typename Visitor>
    QByteArray visit(const QByteArray& sql, const Visitor& visitor)
    {
        sqlite3_stmt* statement = nullptr;
        int state = sqlite3_prepare_v2(m_database, sql.constData(), -1, &statement, nullptr);
        while (state == SQLITE_OK || state == SQLITE_ROW) {
            state = sqlite3_step(statement);
            for (int column = 0; state == SQLITE_ROW && column < sqlite3_column_count(statement); ++column)
                visitor(statement, column);
        }
        const QByteArray error = state == SQLITE_DONE ? QByteArray() : QByteArray(sqlite3_errmsg(m_database));
        sqlite3_finalize(statement);
        return error;
    }

    static void addTo(quint64& sum, sqlite3_stmt* statement, int column)
    {
        const auto add = [&sum](quint64 byte) { sum = (sum ^ byte) * 0x100000001b3U; };
        const auto addNumber = [&add](quint64 number) {
            for (unsigned shift = 0; shift < 64; shift += 8)
                add((number >> shift) & 0xffU);
        };
        const int type = sqlite3_column_type(statement, column);
        add(static_cast<quint64>(type));
        if (type == SQLITE_INTEGER)
            addNumber(static_cast<quint64>(sqlite3_column_int64(statement, column)));
        else if (type == SQLITE_FLOAT)
            addNumber(std::bit_cast<quint64>(sqlite3_column_double(statement, column)));
        else if (type != SQLITE_NULL) {
            const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
            const int size = sqlite3_column_bytes(statement, column);
            addNumber(static_cast<quint64>(size));
            for (int position = 0; position < size; ++position)
                add(bytes[position]);
        }
    }

    static QByteArray value(sqlite3_stmt* statement, int column)
    {
        const int type = sqlite3_column_type(statement, column);
        if (type == SQLITE_NULL)
            return "null";
        if (type == SQLITE_INTEGER)
            return "integer " + QByteArray::number(qint64{sqlite3_column_int64(statement, column)});
        if (type == SQLITE_FLOAT) {
            const double number = sqlite3_column_double(statement, column);
            std::uint64_t bits = 0;
            std::memcpy(&bits, &number, sizeof bits);
            return "real " + QByteArray::number(quint64{bits}, 16).rightJustified(16, '0');
        }
        const auto* start = static_cast<const char*>(sqlite3_column_blob(statement, column));
        const QByteArray bytes(start, sqlite3_column_bytes(statement, column));
        return type == SQLITE_TEXT ? "text " + bytes : "blob " + bytes.toHex();
    }

    sqlite3* m_database = nullptr;
};

} // namespace larder
