#pragma once

#include "app/compressor.h"
#include "cache/result.h"

#include <QSaveFile>

namespace larder {

/// A file that appears whole or not at all: it is written under another name in the same folder and takes
/// its name at the end. Until then, and if anything fails, a file that was there before is untouched.
class OutputFile
{
public:
    [[nodiscard]] static Result<std::unique_ptr<OutputFile>> open(
        const QString& path, Compression compression);
    /// Leaves nothing unless commit() has succeeded.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Where to write, with writeAll(): it may take a part, and tells only of the next write why.
    [[nodiscard]] QIODevice& device();
    /// Gives the file its name. The error is that of the first write that failed, or of the renaming.
    [[nodiscard]] std::optional<Error> commit();
    /// Why a write to device() has failed.
    [[nodiscard]] Error writeError() const;

private:
    explicit OutputFile(const QString& path) : m_file(path) { }

    QSaveFile m_file;
    std::unique_ptr<Compressor> m_compressor;
};

} // namespace larder
