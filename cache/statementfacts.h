#pragma once

#include "cache/reason.h"

#include <QByteArrayList>
#include <QDateTime>

#include <optional>

namespace larder {

/// What the engine itself told of a statement when it was prepared.
struct StatementFacts
{
    /// Proven to change nothing and to return rows.
    bool isRead = false;
    /// Tables that it reads, views resolved; schema-qualified and in lower case: "main.orders".
    QByteArrayList reads = {};
    /// Why the rows must not be stored, whatever the text looks like.
    std::optional<Reason> forbidsCaching = std::nullopt;
};

/// Changes that others can see now.
struct CommittedWrites
{
    /// Names as in StatementFacts::reads.
    QByteArrayList tables = {};
    /// Something changed of which the tables are not known (DDL, a script, an unknown statement).
    bool wholeDatabase = false;
    /// The tables, columns or indexes may have changed.
    bool schemaChanged = false;

    [[nodiscard]] bool isEmpty() const { return tables.isEmpty() && !wholeDatabase; }
    bool operator==(const CommittedWrites&) const = default;
};

/// What the session would let a statement see beyond the committed data.
struct SessionState
{
    bool inTransaction = false;
    QDateTime transactionStarted = {};
    /// Not empty when settings, attached databases or temporary objects make answers differ from those of a
    /// new session; says which.
    QString peculiarity = {};
    bool readOnly = false;

    bool operator==(const SessionState&) const = default;
};

} // namespace larder
