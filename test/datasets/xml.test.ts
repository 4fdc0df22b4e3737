import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseXml, xmlToObject } from "../../src/datasets/xml.ts";
import { VisionError } from "../../src/util/errors.ts";

const parse = (text: string) => parseXml("Set", "a.xml", text);

describe("parseXml", () => {
  it("gives what torchvision's parse_voc_xml gives", () => {
    const tree = parse(`<?xml version="1.0"?>
      <!-- a comment with <tags> -->
      <annotation verified="yes">
        <folder>VOC2012</folder><filename>a.jpg</filename>
        <source><database>The VOC2007 &amp; more</database></source>
        <size><width>8</width><height>6</height><depth>3</depth></size>
        <object><name>dog</name><bndbox><xmin>1</xmin><ymin>2</ymin></bndbox>
          <part><name>head</name><bndbox><xmin>1</xmin></bndbox></part><part><name>foot</name></part>
        </object>
        <empty/><space> </space>
      </annotation>`);
    assert.equal(tree.name, "annotation");
    assert.deepEqual(xmlToObject(tree, ["object"]), {
      object: [
        {
          name: "dog",
          bndbox: { xmin: "1", ymin: "2" },
          part: [{ name: "head", bndbox: { xmin: "1" } }, { name: "foot" }],
        },
      ],
      folder: "VOC2012",
      filename: "a.jpg",
      source: { database: "The VOC2007 & more" },
      size: { width: "8", height: "6", depth: "3" },
      space: "",
    });
    const bare = parse("<annotation><folder>x</folder></annotation>");
    assert.deepEqual(xmlToObject(bare, ["object"]), { object: [], folder: "x" });
  });

  it("reads characters by name, by number and as they are", () => {
    assert.equal(
      parse("<a>&lt;&gt;&quot;&apos;&#65;&#x1F600;<![CDATA[<&]]></a>").text,
      "<>\"'A\u{1F600}<&",
    );
  });

  it("refuses what breaks off, does not match, or defines entities", () => {
    const bad: [string, RegExp, number][] = [
      ["<a><b></a>", /expected <\/b>, got "<\/a>"/, 6],
      ["<a><b>", /expected <\/b>, got "the end of the file"/, 6],
      ["<a>text", /expected <\/a>/, 7],
      ["<a></a><b/>", /one element that holds all, got 2/, 0],
      ["", /one element that holds all, got 0/, 0],
      ["</a>", /<\/a>/, 0],
      ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /a tag/, 0],
      ["<a>&nbsp;</a>", /an entity of XML/, 3],
      ["<a>&#x110000;</a>", /an entity of XML/, 3],
      ["<a <b>", /a tag/, 0],
      ["<x>".repeat(200), /at most 100 elements/, 300],
    ];
    for (const [text, pattern, offset] of bad)
      assert.throws(
        () => parse(text),
        (error: unknown) => {
          assert.ok(error instanceof VisionError, String(error));
          assert.equal(error.code, "INVALID_FILE");
          assert.equal(error.file, "a.xml");
          assert.match(error.message, pattern);
          assert.equal(error.offset, offset, text.slice(0, 40));
          return true;
        },
      );
  });
});
