#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace larder {

/// Numbers a table of a database within this process; see TableTokens.
enum class TableId : quint32 {};
/// Numbers a state of a database within this process; see ValidatorTokens.
enum class DatabaseMark : quint64 {};

/// What an answer depended on, read before the statement was sent (CACHE.md, "Validity").
struct Stamp
{
    struct Table
    {
        QByteArray name;
        TableId id = {};
        quint64 token = 0;
        bool operator==(const Table&) const = default;
    };

    std::vector<Table> tables = {};
    /// Stands for everything in the database; its name is empty.
    Table database = {};
    /// Missing when the database could not tell where it stands; such an entry can't be proven fresh.
    std::optional<DatabaseMark> validator = std::nullopt;

    bool operator==(const Stamp&) const = default;
};

} // namespace larder
