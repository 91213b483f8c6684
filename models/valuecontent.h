#pragma once

#include "models/cellvalue.h"
#include "models/imagedecoder.h"
#include "models/textfault.h"
#include "models/utf8check.h"

namespace larder {

/// How one value is looked at.
enum class ValueView { Text, Json, Xml, Hex, Image };

/// Which value is to be read, and for what.
struct ValueRequest
{
    CellValue value = {};
    /// Nothing to let the value decide.
    std::optional<ValueView> view = {};
    /// The most of a text that is wanted.
    qint64 limitBytes = 0;
};

/// A value made ready for a view.
struct ValueContent
{
    CellValue value = {};
    ValueView view = ValueView::Text;
    /// For the three views of text: valid UTF-8.
    PrettyText pretty = {};
    /// Why the text is as it stands and not pretty.
    std::optional<TextFault> fault = {};
    /// For the view of images.
    Result<DecodedImage> image = DecodedImage();
};

/// What the bytes of a value are.
struct ValueFacts
{
    CellValue value = {};
    std::optional<Utf8Check> utf8 = {};
};

} // namespace larder
