#include "app/outputfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("OutputFile", text);
}

Error cannotWrite(const QString& path, const QString& why, const QString& advice)
{
    return {tr("Cannot write %1").arg(QDir::toNativeSeparators(path)), why, advice};
}

QString adviceToOpen(const QString& path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!folder.isDir())
        return tr("The folder does not exist. Choose another one, or make it.");
    if (QFileInfo(path).isDir())
        return tr("This is a folder. Choose the name of a file.");
    return tr("Choose a folder and a file that you may write.");
}

} // namespace

Result<std::unique_ptr<OutputFile>> OutputFile::open(const QString& path, Compression compression)
{
    std::unique_ptr<OutputFile> output(new OutputFile(path));
    if (!output->m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return cannotWrite(path, output->m_file.errorString(), adviceToOpen(path));
    output->m_compressor = Compressor::create(compression, output->m_file);
    return output;
}

OutputFile::~OutputFile() = default;

QIODevice& OutputFile::device()
{
    if (m_compressor)
        return *m_compressor;
    return m_file;
}

std::optional<Error> OutputFile::commit()
{
    // QSaveFile forgets why a write failed when it closes.
    const bool written = (!m_compressor || m_compressor->end()) && m_file.error() == QFileDevice::NoError;
    if (written && m_file.commit())
        return std::nullopt;
    return writeError();
}

Error OutputFile::writeError() const
{
    const bool byFile = m_file.error() != QFileDevice::NoError;
    return cannotWrite(m_file.fileName(),
        byFile || !m_compressor ? m_file.errorString() : m_compressor->errorString(),
        tr("Nothing was written, and a file that was there is unchanged. Make space, or choose another "
           "folder."));
}

} // namespace larder
