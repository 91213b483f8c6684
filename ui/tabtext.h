#pragma once

#include <QByteArray>
#include <QString>

namespace larder {

/// What a tab must not lose: its text and the database it belongs to.
struct TabText
{
    QByteArray text;
    /// What it was written for: ConnectionInfo::target.
    QString target = {};
    bool operator==(const TabText&) const = default;
};

} // namespace larder
