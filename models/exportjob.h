#pragma once

#include "models/rowcursor.h"
#include "models/rowform.h"

#include <QJsonObject>

namespace larder {

enum class Compression { None, Gzip, Zstd };

/// What a file's name tells of its compression: ".gz", ".zst", else none.
[[nodiscard]] inline Compression compressionOf(const QString& path)
{
    if (path.endsWith(QStringLiteral(".gz"), Qt::CaseInsensitive))
        return Compression::Gzip;
    return path.endsWith(QStringLiteral(".zst"), Qt::CaseInsensitive) ? Compression::Zstd : Compression::None;
}

/// One export to a file.
struct ExportJob
{
    RowsToWrite rows = {};
    RowForm form = {};
    Compression compression = Compression::None;
    QString path = {};
    /// Written beside the file, as FILE.provenance.json; empty if that is not wanted.
    QJsonObject sidecar = {};
};

} // namespace larder
