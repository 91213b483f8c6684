#pragma once

#include "cache/textarena.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace larder {

/// Looks for one text in many, whatever the case of the letters, and finds what QString::contains() would: a
/// needle of ASCII on the bytes, any other by Unicode's simple case folding. The empty needle is in every
/// text.
class TextSearch
{
public:
    explicit TextSearch(const QString& needle);

    [[nodiscard]] bool isIn(QByteArrayView utf8) const;
    /// The rows of @p texts that hold it, upwards. Goes over all bytes in one piece, which costs a fraction
    /// of isIn() for each row.
    [[nodiscard]] std::vector<qsizetype> rowsIn(const TextArena& texts) const;

private:
    /// A byte in lower case that upper case equals once its bit is set; no bit where there is no other case.
    struct FoldedByte
    {
        uchar byte = 0;
        uchar caseBit = 0;
        [[nodiscard]] bool equals(uchar other) const { return uchar(other | caseBit) == byte; }
    };

    [[nodiscard]] bool isAskedByBytes(QByteArrayView utf8) const;
    [[nodiscard]] qsizetype indexIn(QByteArrayView utf8, qsizetype from) const;
    [[nodiscard]] bool hasCandidate(const uchar* block) const;
    [[nodiscard]] bool isAt(const uchar* bytes) const;

    QString m_needle;
    // Of an ASCII needle that is not empty.
    std::vector<FoldedByte> m_folded;
    FoldedByte m_first;
    FoldedByte m_last;
    bool m_hasCaseBeyondAscii = false;
};

} // namespace larder
