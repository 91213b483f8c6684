#pragma once

#include "models/resultwriter.h"
#include "results.h"

#include <QBuffer>

namespace larder::test {

/// What a writer makes of growing snapshots of one result.
inline QByteArray written(const RowForm& form, const std::vector<ResultPtr>& snapshots)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ResultWriter writer(form, buffer);
    for (const ResultPtr& each : snapshots)
        writer.write(each);
    [[maybe_unused]] const bool complete = writer.finish();
    Q_ASSERT(complete);
    return buffer.data();
}

inline QByteArray written(const RowForm& form, const ResultPtr& result)
{
    return written(form, std::vector<ResultPtr>{result});
}

/// A result with one column "x" and one row.
inline ResultPtr single(const Value& value)
{
    return resultOf({QStringLiteral("x")}, {{value}});
}

inline QStringList columns(const char* names)
{
    return QString::fromUtf8(names).split(u' ');
}

} // namespace larder::test

Q_DECLARE_METATYPE(larder::Value)
