#include "ui/formoptions.h"

#include "models/formname.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>

namespace larder {

namespace {

QList<std::pair<QString, int>> formats()
{
    QList<std::pair<QString, int>> choices;
    for (const RowFormat format : exportFormats())
        choices << std::pair(formatName(format), int(format));
    return choices;
}

void choose(QComboBox& box, int value)
{
    box.setCurrentIndex(box.findData(value));
}

} // namespace

FormOptions::FormOptions(const QString& table, QWidget* parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
    , m_format(addChoice(tr("&Form"), formats()))
    , m_separator(addChoice(tr("Se&parator"),
          {{tr("Comma"), ','}, {tr("Semicolon"), ';'}, {tr("Tab"), '\t'}, {tr("Vertical bar"), '|'}}))
    , m_quotes(addChoice(tr("&Quotes"), {{tr("Where needed"), false}, {tr("Around all values"), true}}))
    , m_null(addText(tr("&NULL is")))
    , m_lineEnd(addChoice(tr("&Lines end with"),
          {{tr("CR LF (RFC 4180, Windows)"), int(LineEnd::CrLf)}, {tr("LF (Unix)"), int(LineEnd::Lf)}}))
    , m_header(addSwitch(tr("Names of the &columns in the first line")))
    , m_byteOrderMark(addSwitch(tr("&Byte order mark, for Excel")))
    , m_table(addText(tr("Insert into &table")))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    // What isNullText() allows.
    m_null->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[^\",;\t|\r\n]*")), m_null));
    m_null->setPlaceholderText(tr("nothing; an empty text is \"\""));
    m_table->setPlaceholderText(table);
    setForm(defaultForm(RowFormat::Csv));
    connect(m_format, &QComboBox::currentIndexChanged, this, &FormOptions::formatChanged);
}

void FormOptions::setForm(const RowForm& form)
{
    const QSignalBlocker quiet(this);
    choose(*m_format, int(form.format));
    choose(*m_separator, form.csv.separator);
    choose(*m_quotes, form.csv.quoteAll);
    choose(*m_lineEnd, int(form.csv.lineEnd));
    m_null->setText(QString::fromUtf8(form.csv.nullText));
    m_header->setChecked(form.csv.header);
    m_byteOrderMark->setChecked(form.csv.byteOrderMark);
    m_table->setText(form.sqlTable);
    showWhatTheFormHas();
}

RowForm FormOptions::form() const
{
    RowForm form{RowFormat(m_format->currentData().toInt())};
    form.csv = {.separator = char(m_separator->currentData().toInt()),
        .quoteAll = m_quotes->currentData().toBool(),
        .nullText = m_null->text().toUtf8(),
        .header = m_header->isChecked(),
        .lineEnd = LineEnd(m_lineEnd->currentData().toInt()),
        .byteOrderMark = m_byteOrderMark->isChecked()};
    form.sqlTable = m_table->text();
    return form;
}

QComboBox* FormOptions::addChoice(const QString& label, const QList<std::pair<QString, int>>& choices)
{
    auto* const box = new QComboBox(this);
    box->setAccessibleName(QString(label).remove(u'&'));
    for (const auto& [text, value] : choices)
        box->addItem(text, value);
    m_layout->addRow(label, box);
    connect(box, &QComboBox::currentIndexChanged, this, &FormOptions::changed);
    return box;
}

QLineEdit* FormOptions::addText(const QString& label)
{
    auto* const edit = new QLineEdit(this);
    edit->setAccessibleName(QString(label).remove(u'&'));
    m_layout->addRow(label, edit);
    connect(edit, &QLineEdit::textChanged, this, &FormOptions::changed);
    return edit;
}

QCheckBox* FormOptions::addSwitch(const QString& label)
{
    auto* const box = new QCheckBox(label, this);
    m_layout->addRow(box);
    connect(box, &QCheckBox::toggled, this, &FormOptions::changed);
    return box;
}

void FormOptions::formatChanged()
{
    const QSignalBlocker quiet(this);
    choose(*m_lineEnd, int(defaultForm(form().format).csv.lineEnd));
    showWhatTheFormHas();
}

void FormOptions::showWhatTheFormHas()
{
    const RowFormat format = form().format;
    const bool separated = format == RowFormat::Csv || format == RowFormat::Tsv;
    m_layout->setRowVisible(m_separator, format == RowFormat::Csv);
    for (QWidget* const each :
        std::initializer_list<QWidget*>{m_quotes, m_null, m_lineEnd, m_header, m_byteOrderMark})
        m_layout->setRowVisible(each, separated);
    m_layout->setRowVisible(m_table, format == RowFormat::Sql);
}

} // namespace larder
