"""A tiny VITS with random weights and two speakers, made from its config: no download."""

from __future__ import annotations

from pathlib import Path


def make_tiny_vits(folder: Path) -> tuple[Path, Path]:
    """Write the model and its config to `folder`; their paths."""
    import torch
    from TTS.config.shared_configs import BaseAudioConfig
    from TTS.tts.configs.vits_config import VitsArgs, VitsConfig
    from TTS.tts.models.vits import Vits

    torch.manual_seed(7)
    speakers = folder / "speakers.json"
    speakers.write_text('{"ada": 0, "ben": 1}')
    config = VitsConfig(
        model_args=VitsArgs(
            use_speaker_embedding=True,
            speakers_file=str(speakers),
            speaker_embedding_channels=16,
            hidden_channels=16,
            hidden_channels_ffn_text_encoder=32,
            num_heads_text_encoder=2,
            num_layers_text_encoder=1,
            num_layers_flow=2,
            num_layers_posterior_encoder=2,
            upsample_initial_channel_decoder=32,
            resblock_kernel_sizes_decoder=[3],
            resblock_dilation_sizes_decoder=[[1, 3]],
            resblock_type_decoder="2",
            use_sdp=False,
        ),
        audio=BaseAudioConfig(sample_rate=16_000, do_trim_silence=False),
        text_cleaner="basic_cleaners",
        use_phonemes=False,
    )
    model = Vits.init_from_config(config)
    with torch.no_grad():  # loud enough to be heard, and some frames for every letter
        model.duration_predictor.proj.bias.fill_(0.7)
        model.waveform_decoder.conv_post.weight.mul_(40)
    weights, settings = folder / "model.pth", folder / "config.json"
    torch.save({"model": model.state_dict(), "config": config.to_dict()}, weights)
    config.save_json(str(settings))
    return weights, settings
