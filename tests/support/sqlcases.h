#pragma once

#include "cache/sql/sqldialect.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <vector>

namespace larder::test {

inline constexpr std::array kAllDialects{SqlDialect::Generic, SqlDialect::Sqlite, SqlDialect::PostgreSql,
    SqlDialect::MySql, SqlDialect::SqlServer};

/// The cases of a file in tests/data/sql; empty if it cannot be read.
inline QJsonArray sqlCases(const QString& fileName)
{
    QFile file(QStringLiteral(LARDER_TEST_DATA "/sql/") + fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).array();
}

/// The dialects that a case's "dialect" (a name or a list of names) stands for.
inline std::vector<SqlDialect> sqlDialects(const QJsonValue& names)
{
    std::vector<SqlDialect> dialects;
    const QJsonArray list = names.isArray() ? names.toArray() : QJsonArray{names};
    for (const QJsonValue& value : list) {
        const QString name = value.toString();
        if (name == u"any")
            dialects.insert(dialects.end(), kAllDialects.begin(), kAllDialects.end());
        else if (name == u"sqlite")
            dialects.push_back(SqlDialect::Sqlite);
        else if (name == u"pg")
            dialects.push_back(SqlDialect::PostgreSql);
        else if (name == u"mysql")
            dialects.push_back(SqlDialect::MySql);
        else if (name == u"mssql")
            dialects.push_back(SqlDialect::SqlServer);
    }
    return dialects;
}

} // namespace larder::test
