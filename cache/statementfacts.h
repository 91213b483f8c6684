#pragma once

#include "cache/reason.h"
#include "cache/rows/rowsource.h"

#include <QByteArrayList>
#include <QDateTime>

#include <optional>
#include <vector>

namespace larder {

/// A setting of a session that changes what a statement answers.
struct SessionSetting
{
    QByteArray name;
    QByteArray value;
    bool operator==(const SessionSetting&) const = default;
};

/// What the engine itself told of a statement when it was prepared.
struct StatementFacts
{
    /// Proven to change nothing and to return rows.
    bool isRead = false;
    /// Tables that it reads, views resolved; schema-qualified and in lower case: "main.orders".
    QByteArrayList reads = {};
    /// Why the rows must not be stored, whatever the text looks like.
    std::optional<Reason> forbidsCaching = std::nullopt;
    /// Set when the rows are those of one table, and their keys are among the columns.
    std::optional<RowSource> rowSource = std::nullopt;
};

/// How the validator's token went from one value to the other.
struct TokenMove
{
    QByteArray from;
    QByteArray to;
    bool operator==(const TokenMove&) const = default;
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
    /// Set where it is proven that nothing else moved the validator's token from one value to the other.
    std::optional<TokenMove> onlyMove = std::nullopt;

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
    /// What else changes answers, in the order of the names; part of every key.
    std::vector<SessionSetting> settings = {};
    /// A statement of the transaction has failed: the server takes nothing but its end, which is no commit.
    bool transactionFailed = false;
    /// Its connection is gone, and with it all that was set or not committed. The next statement tells that,
    /// and a new session begins.
    bool lost = false;

    bool operator==(const SessionState&) const = default;
};

} // namespace larder
