#pragma once

#include <QByteArray>
#include <QString>

namespace larder {

/// Why a text is not what it was taken for, and where.
struct TextFault
{
    QString why;
    /// From 1; columns count characters.
    qint64 line = 1;
    qint64 column = 1;
    bool operator==(const TextFault&) const = default;
};

/// A text laid out for reading.
struct PrettyText
{
    QByteArray text = {};
    /// There is more than what was asked for.
    bool cut = false;
    /// It ends there because a line is longer than can be laid out.
    bool longLine = false;
    /// How deep its parts are nested.
    qsizetype depth = 0;
};

} // namespace larder
