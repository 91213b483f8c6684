#include "ui/exportdialog.h"

#include "models/formname.h"
#include "models/resultwriter.h"
#include "models/sqlwriter.h"
#include "ui/formoptions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace larder {

namespace {

constexpr qint64 kPreviewRows = 20;

// The name of the table that the rows come from, without what a file's name can't have.
QString baseName(const ExportSource& source)
{
    QString name = commonTable(source.rows.result->columns()).name;
    for (QChar& c : name) {
        if (c == u'/' || c == u'\\' || c < u' ')
            c = u'_';
    }
    return name.isEmpty() ? source.name : name;
}

QString tableName(const ExportSource& source)
{
    const QString table = commonTable(source.rows.result->columns()).text();
    return table.isEmpty() ? QStringLiteral("result") : table;
}

} // namespace

QString exportFolder(const QString& lastUsed)
{
    if (QFileInfo(lastUsed).isDir())
        return lastUsed;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

ExportDialog::ExportDialog(ExportSource source, const RowForm& form, const QString& folder, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_folder(folder)
    , m_options(new FormOptions(tableName(m_source), this))
{
    setWindowTitle(tr("Export result"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_options->setForm(form);
    createControls();
    createPreview();
    placeControls();
    m_ending = ending();
    m_file->setText(QDir::toNativeSeparators(QDir(m_folder).filePath(baseName(m_source) + m_ending)));
    connect(m_options, &FormOptions::changed, this, &ExportDialog::choiceChanged);
    connect(m_compression, &QComboBox::currentIndexChanged, this, &ExportDialog::choiceChanged);
    connect(m_all, &QRadioButton::toggled, this, &ExportDialog::choiceChanged);
    connect(m_provenance, &QCheckBox::toggled, this, &ExportDialog::choiceChanged);
    connect(m_file, &QLineEdit::textChanged, this, [this] { m_export->setEnabled(!path().isEmpty()); });
    choiceChanged();
}

ExportJob ExportDialog::job() const
{
    ExportJob job{chosenRows(), chosenForm(), Compression(m_compression->currentData().toInt()), path()};
    if (m_provenance->isChecked() && !hasComments(job.form.format))
        job.sidecar = exportRecord(m_source.origin, job.rows, QDateTime::currentDateTimeUtc());
    return job;
}

void ExportDialog::accept()
{
    if (path() != m_agreed && QFileInfo::exists(path())) {
        const auto answer = QMessageBox::question(this, windowTitle(),
            tr("%1 exists already. Replace it?").arg(QDir::toNativeSeparators(path())),
            QMessageBox::Yes | QMessageBox::No, QMessageBox::No);
        if (answer != QMessageBox::Yes)
            return;
    }
    QDialog::accept();
}

void ExportDialog::createControls()
{
    const qint64 selected = selectedOf(m_source.rows, m_source.selection).rowCount();
    const bool offered = m_source.selection.cellCount() > 1;
    const QLocale locale;
    QString all = tr("&All rows as shown (%1)").arg(locale.toString(m_source.rows.rowCount()));
    const int hidden = m_source.rows.result->columnCount() - int(m_source.selection.columns.size());
    if (hidden > 0)
        all = (hidden == 1 ? tr("%1, without 1 hidden column")
                           : tr("%1, without %n hidden columns", nullptr, hidden))
                  .arg(all);
    m_all = createChoice(all, !offered);
    m_selected = createChoice(tr("&Selected cells (%1 rows)").arg(locale.toString(selected)), offered);
    m_selected->setEnabled(selected > 0);
    m_selected->setToolTip(tr("Cells between that are not selected are written as NULL"));
    m_compression = new QComboBox(this);
    m_compression->setAccessibleName(tr("Compression"));
    m_compression->addItem(tr("None"), int(Compression::None));
    m_compression->addItem(QStringLiteral("gzip"), int(Compression::Gzip));
    m_compression->addItem(QStringLiteral("zstd"), int(Compression::Zstd));
    m_provenance = new QCheckBox(this);
    m_file = new QLineEdit(this);
    m_file->setAccessibleName(tr("File"));
}

void ExportDialog::placeControls()
{
    auto* const left = new QVBoxLayout;
    const int gap = fontMetrics().height() / 2;
    left->addWidget(m_options);
    left->addSpacing(gap);
    left->addWidget(m_all);
    left->addWidget(m_selected);
    left->addSpacing(gap);
    auto* const packed = new QHBoxLayout;
    auto* const label = new QLabel(tr("C&ompression"), this);
    label->setBuddy(m_compression);
    packed->addWidget(label);
    packed->addWidget(m_compression, 1);
    left->addLayout(packed);
    left->addWidget(m_provenance);
    left->addStretch();
    auto* const columns = new QHBoxLayout;
    columns->addLayout(left, 2);
    auto* const right = new QVBoxLayout;
    right->addWidget(new QLabel(tr("Preview of the first %1 rows").arg(kPreviewRows), this));
    right->addWidget(m_preview, 1);
    columns->addLayout(right, 3);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_export->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    auto* const layout = new QVBoxLayout(this);
    if (QLabel* const warning = createWarning())
        layout->addWidget(warning);
    layout->addLayout(columns, 1);
    layout->addWidget(createFileRow());
    layout->addWidget(buttons);
}

void ExportDialog::createPreview()
{
    m_preview = new QPlainTextEdit(this);
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_preview->setAccessibleName(tr("Preview of the first rows"));
    m_preview->setToolTip(tr("Long values are cut short here"));
    m_preview->setMinimumSize(fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 16);
}

QRadioButton* ExportDialog::createChoice(const QString& text, bool chosen)
{
    auto* const choice = new QRadioButton(text, this);
    choice->setChecked(chosen);
    return choice;
}

QWidget* ExportDialog::createFileRow()
{
    auto* const row = new QWidget(this);
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* const label = new QLabel(tr("F&ile"), row);
    label->setBuddy(m_file);
    auto* const button = new QPushButton(tr("B&rowse…"), row);
    button->setAutoDefault(false);
    layout->addWidget(label);
    layout->addWidget(m_file, 1);
    layout->addWidget(button);
    connect(button, &QPushButton::clicked, this, &ExportDialog::browse);
    return row;
}

QLabel* ExportDialog::createWarning()
{
    const QString text = incompleteText(*m_source.rows.result);
    if (text.isEmpty())
        return nullptr;
    auto* const warning = new QLabel(QStringLiteral("⚠ ") + text, this);
    warning->setObjectName(QStringLiteral("incompleteWarning"));
    warning->setTextFormat(Qt::PlainText);
    warning->setWordWrap(true);
    return warning;
}

RowsToWrite ExportDialog::chosenRows() const
{
    return m_selected->isChecked() ? selectedOf(m_source.rows, m_source.selection)
                                   : allOf(m_source.rows, m_source.selection.columns);
}

RowForm ExportDialog::chosenForm() const
{
    RowForm form = m_options->form();
    form.dialect = m_source.dialect;
    if (m_provenance->isChecked() && hasComments(form.format)) {
        form.comment
            = recordLines(exportRecord(m_source.origin, chosenRows(), QDateTime::currentDateTimeUtc()));
    }
    return form;
}

QString ExportDialog::ending() const
{
    return fileEnding(m_options->form().format, Compression(m_compression->currentData().toInt()));
}

QString ExportDialog::path() const
{
    const QString name = QDir::fromNativeSeparators(m_file->text().trimmed());
    return name.isEmpty() ? QString() : QDir::cleanPath(QDir(m_folder).absoluteFilePath(name));
}

void ExportDialog::choiceChanged()
{
    const QString now = ending();
    QString name = m_file->text();
    if (now != m_ending && name.endsWith(m_ending)) {
        name.chop(m_ending.size());
        m_file->setText(name + now);
    }
    m_ending = now;
    m_provenance->setText(hasComments(m_options->form().format)
            ? tr("&Where the rows come from, as a comment")
            : tr("&Where the rows come from, in FILE.provenance.json"));
    m_preview->setPlainText(QString::fromUtf8(writtenPreview(chosenRows(), chosenForm(), kPreviewRows)));
}

// The file dialog asks before a file is replaced.
void ExportDialog::browse()
{
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export to"), path(),
        tr("%1 (*%2);;All files (*)").arg(formatName(m_options->form().format), ending()));
    if (chosen.isEmpty())
        return;
    m_file->setText(QDir::toNativeSeparators(chosen));
    m_agreed = path();
}

} // namespace larder
