#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArray>
#include <QString>

namespace larder {

/// `larder sql split|classify`: tells what a SQL text is, without a connection.
struct SqlCommand
{
    enum class Task { Split, Classify };

    Task task = Task::Split;
    SqlDialect dialect = SqlDialect::Sqlite;
    /// What to read; "-" for standard input.
    QString file = QStringLiteral("-");
};

/// The statements of @p script as one JSON object, `{"statements":[{"text","offset","length"}]}`; offsets and
/// lengths are bytes of UTF-8.
[[nodiscard]] QByteArray splitJson(const QByteArray& script, SqlDialect dialect);

/// What the text of one statement proves as one JSON object,
/// `{"readOnly","cacheable","reason","token","reads", "writes"}`; reason and token are null where nothing
/// forbids keeping its result.
[[nodiscard]] QByteArray classificationJson(const QByteArray& sql, SqlDialect dialect);

/// Reads the text and prints the answer. Returns the exit code.
[[nodiscard]] int runSqlCommand(const SqlCommand& command);

} // namespace larder
