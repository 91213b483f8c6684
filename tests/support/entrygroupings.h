#pragma once

#include "models/inspector/entrygroups.h"

#include <QRandomGenerator>
#include <QTest>

namespace larder::test {

/// The column "grouping" with a row for each that gives an entry groups of another kind.
inline void addGroupings()
{
    QTest::addColumn<EntryGrouping>("grouping");
    QTest::newRow("connection") << EntryGrouping::Connection;
    QTest::newRow("state") << EntryGrouping::State;
    QTest::newRow("tag") << EntryGrouping::Tag;
}

/// Some of @p names, or none, as @p random has it.
[[nodiscard]] inline QByteArrayList someOf(const QByteArrayList& names, QRandomGenerator& random)
{
    QByteArrayList chosen;
    for (const QByteArray& name : names) {
        if (random.bounded(3) == 0)
            chosen << name;
    }
    return chosen;
}

} // namespace larder::test
